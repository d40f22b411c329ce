"""Name and description of each product in Latvian."""

PRODUCTS = {
    "oak-desk-lamp": (
        "Ozolkoka galda lampa",
        (
            "Slaida masīvkoka roka, kas pagriežas tur, kur vajag gaismu, ar lina abažūru, kas neapžilbina. "
            "Šarnīrs ir koks pret koku, un to var pievilkt ar monētu."
        ),
    ),
    "linen-pendant-light": (
        "Lina griestu lampa",
        (
            "Plats, rāms mazgāta lina abažūrs, kas met siltu apli uz pusdienu galda. Vads ir apvīts ar kokvilnu "
            "un bez instrumentiem saīsināms."
        ),
    ),
    "brass-wall-lamp": (
        "Misiņa sienas lampa",
        (
            "Maza slīpēta misiņa lampa gaitenim vai blakus gultai. Tā nav lakota, tāpēc ar gadiem satumst un "
            "stāsta, kur bijušas rokas."
        ),
    ),
    "ceramic-table-lamp": (
        "Keramikas lampa",
        (
            "Virpota apaļā, draudzīgā formā un pārklāta ar matēti zaļu glazūru, kas katrā gaismā izskatās citādi. "
            "Krēmkrāsas abažūrs vakarā to pieklusina."
        ),
    ),
    "paper-floor-lamp": (
        "Papīra stāvlampa",
        (
            "Augsta ar rokām lieta papīra kolonna uz viegla oša karkasa. Izslēgta tā ir skulptūra, ieslēgta: "
            "mierīgākais istabas stūris."
        ),
    ),
    "beeswax-candles": (
        "Bišu vaska sveces, sešas",
        ("Sešas ar rokām lietas sveces no vienas dravas vaska. Katra deg deviņas stundas, nepil un smaržo pēc medus."),
    ),
    "merino-throw": (
        "Merino vilnas pleds",
        (
            "Austs no pirmā cirpuma uz senām stellēm, ar sietām bārkstīm. Silts bez svara, pietiek diviem uz "
            "dīvāna un ir maigs arī kailai ādai."
        ),
    ),
    "linen-cushion": (
        "Lina spilvens",
        ("Mazgāts lins ar spalvu pildījumu un trim koka pogām. Mīksts no pirmās dienas un burzās tieši tā, kā vajag."),
    ),
    "cotton-bath-towel": (
        "Kokvilnas vannas dvielis",
        (
            "Biezs bioloģiskās kokvilnas frotē ar gludu malu un cilpu, kas tur. Ūdeni uzsūc uzreiz un izžūst "
            "vienā vasaras pēcpusdienā."
        ),
    ),
    "waffle-bedspread": (
        "Vafeļu gultas pārklājs",
        "Dziļš vafeļu pinums, gaisīgs jūlijā un otra sega janvārī. Iepriekš mazgāts, lai izmēri nemainītos.",
    ),
    "jute-rug": (
        "Pīts džutas paklājs",
        (
            "Pīts no vienas garas virves un sašūts ar rokām. Pietiekami izturīgs gaitenim un skaists viesistabai; "
            "filca paliktnis ir komplektā."
        ),
    ),
    "striped-tablecloth": (
        "Svītrains galdauts",
        (
            "Zilas svītras uz dabiska lina, ar rūpīgi šūtiem stūriem. Pietiek astoņiem, piedod sarkanvīnu un labi "
            "izskatās kopā ar pļavas puķēm."
        ),
    ),
    "stoneware-mug": (
        "Akmensmasas krūze",
        (
            "Dāsna krūze ar vietu īkšķim un neglazētu pēdu. Raibā glazūra iztur trauku mašīnu; tilpums ir trīs "
            "decilitri."
        ),
    ),
    "walnut-serving-board": (
        "Riekstkoka servēšanas dēlis",
        ("Izgriezts no viena dēļa, ar rokturi, kas labi guļ rokā. Viena puse maizei un nazim, otra sieram un viesiem."),
    ),
    "glass-carafe": (
        "Stikla karafe",
        (
            "Pūsta un viegla, ar kaklu, kas nepil, un glāzi, kas kalpo par vāku. Ūdenim pie gultas vai limonādei "
            "uz terases."
        ),
    ),
    "speckled-pasta-bowl": (
        "Raiba pastas bļoda",
        ("Plata un sekla ar paceltu malu, lai mērces paliekas nekur neaizbēg. Ērti kraujama un liekama cepeškrāsnī."),
    ),
    "cast-iron-teapot": (
        "Čuguna tējkanna",
        (
            "Garas sarunas laikā tur karstas astoņas tases. Iekšpuse ir emaljēta, tērauda sietiņu var izņemt ar "
            "vienu roku."
        ),
    ),
    "olive-wood-spoons": (
        "Olīvkoka karotes, trīs",
        (
            "Grebtas no kokiem, kas vairs nenes augļus: karote, lāpstiņa un nogaršošanas karote. Blīvais koks "
            "neuzsūc smaržas un neskrāpē pannas."
        ),
    ),
    "seagrass-basket": (
        "Jūraszāles grozs",
        (
            "Pīts pār veidni, ar diviem stipriem rokturiem, dzijai, malkai vai rotaļlietām. Pirmo nedēļu smaržo "
            "pēc siena un gadiem tur formu."
        ),
    ),
    "ash-wall-shelf": (
        "Oša sienas plaukts",
        (
            "Gaišs oša dēlis uz diviem slēptiem balstiem, kas notur divdesmit kilogramus grāmatu. Skrūves, dībeļi "
            "un urbšanas šablons ir kastē."
        ),
    ),
    "round-birch-mirror": (
        "Apaļš bērza spogulis",
        (
            "Liekta bērza gredzens pirksta biezumā ap skaidru spoguļstiklu. Karājas vienā āķī un šauru gaiteni "
            "padara divreiz platāku."
        ),
    ),
    "brass-coat-hooks": (
        "Misiņa drēbju āķi",
        (
            "Pieci masīva misiņa āķi uz ozola līstes, pietiekami tālu cits no cita ziemas mēteļiem. Katru var "
            "noskrūvēt pulēšanai, vai arī ne."
        ),
    ),
    "bud-vase": (
        "Keramikas vāze",
        (
            "Apaļa vāze ar šauru kaklu, kurā viens zieds izskatās kā apzināta izvēle. Glazēta no iekšpuses un "
            "ārpuses, katra mazliet citāda."
        ),
    ),
    "felt-storage-box": (
        "Filca kaste",
        ("Biezs vilnas filcs, locīts un sašūts stūros, ar ādas cilpām. Kad nav ko darīt, tā ir saliekama plakana."),
    ),
}
