"""Name and description of each product in German."""

PRODUCTS = {
    "oak-desk-lamp": (
        "Schreibtischleuchte Eiche",
        (
            "Ein schlanker Arm aus Eiche, der sich dorthin dreht, wo Sie Licht brauchen, mit einem Schirm aus "
            "Leinen, der nicht blendet. Das Gelenk ist Holz auf Holz und lässt sich mit einer Münze nachziehen."
        ),
    ),
    "linen-pendant-light": (
        "Pendelleuchte Leinen",
        (
            "Ein weiter, stiller Schirm aus gewaschenem Leinen, der einen warmen Kreis auf den Esstisch wirft. "
            "Das Kabel ist mit Baumwolle umsponnen und ohne Werkzeug zu kürzen."
        ),
    ),
    "brass-wall-lamp": (
        "Wandleuchte Messing",
        (
            "Eine kleine Leuchte aus gebürstetem Messing für den Flur oder neben das Bett. Sie ist unlackiert, "
            "dunkelt also mit den Jahren nach und erzählt, wo Hände waren."
        ),
    ),
    "ceramic-table-lamp": (
        "Tischleuchte Keramik",
        (
            "Rund und freundlich auf der Scheibe gedreht und in einem matten Grün glasiert, das in jedem Licht "
            "anders aussieht. Der cremefarbene Schirm dämpft es für den Abend."
        ),
    ),
    "paper-floor-lamp": (
        "Stehleuchte Papier",
        (
            "Eine hohe Säule aus handgeschöpftem Papier über einem leichten Gestell aus Esche. Aus ist sie eine "
            "Skulptur, an die ruhigste Ecke im Raum."
        ),
    ),
    "beeswax-candles": (
        "Bienenwachskerzen, sechs Stück",
        (
            "Sechs Kerzen, von Hand gezogen aus dem Wachs einer einzigen Imkerei. Jede brennt neun Stunden, "
            "tropft nicht und duftet nach Honig."
        ),
    ),
    "merino-throw": (
        "Merinodecke",
        (
            "Aus der ersten Schur auf alten Stühlen gewebt, mit geknüpften Fransen. Warm ohne Gewicht, groß genug "
            "für zwei auf dem Sofa und fein genug für bloße Haut."
        ),
    ),
    "linen-cushion": (
        "Leinenkissen",
        (
            "Gewaschenes Leinen um eine Füllung aus Federn, mit drei Knöpfen aus Steinnuss. Weich vom ersten Tag "
            "an, und knittert, wie es soll."
        ),
    ),
    "cotton-bath-towel": (
        "Badetuch Baumwolle",
        (
            "Dichter Frottee aus Bio-Baumwolle mit glatter Kante und einem Aufhänger, der hält. Nimmt Wasser "
            "sofort auf und trocknet an einem Sommernachmittag."
        ),
    ),
    "waffle-bedspread": (
        "Tagesdecke Waffelpiqué",
        ("Tiefes Waffelmuster, luftig im Juli und eine zweite Decke im Januar. Vorgewaschen, damit die Maße bleiben."),
    ),
    "jute-rug": (
        "Juteteppich geflochten",
        (
            "Aus einem langen Seil geflochten und von Hand genäht. Robust genug für den Flur und schön genug fürs "
            "Wohnzimmer; eine Unterlage aus Filz liegt bei."
        ),
    ),
    "striped-tablecloth": (
        "Tischdecke gestreift",
        (
            "Blaue Streifen auf naturfarbenem Leinen, mit sauberen Briefecken. Reicht für acht, verzeiht Rotwein "
            "und passt zu Wiesenblumen im Marmeladenglas."
        ),
    ),
    "stoneware-mug": (
        "Steinzeugbecher",
        (
            "Ein großzügiger Becher mit Daumenmulde und unglasiertem Fuß. Die gesprenkelte Glasur verträgt die "
            "Spülmaschine; drei Deziliter passen hinein."
        ),
    ),
    "walnut-serving-board": (
        "Servierbrett Nussbaum",
        (
            "Aus einer einzigen Bohle geschnitten, mit einem Griff, der in der Hand liegt. Eine Seite für Brot "
            "und Messer, die andere für Käse und Gäste."
        ),
    ),
    "glass-carafe": (
        "Glaskaraffe",
        (
            "Mundgeblasen und leicht, mit einem Hals, der nicht tropft, und einem Glas, das als Deckel obenauf "
            "sitzt. Für Wasser am Bett oder Limonade auf der Terrasse."
        ),
    ),
    "speckled-pasta-bowl": (
        "Pastaschale gesprenkelt",
        (
            "Weit und flach mit hochgezogenem Rand, damit der letzte Rest Soße nicht entkommt. Gut zu stapeln und "
            "für den Ofen geeignet."
        ),
    ),
    "cast-iron-teapot": (
        "Teekanne Gusseisen",
        (
            "Hält acht Tassen über ein langes Gespräch heiß. Innen emailliert, das Sieb aus Stahl ist mit einer "
            "Hand herauszunehmen."
        ),
    ),
    "olive-wood-spoons": (
        "Kochlöffel Olivenholz, drei Stück",
        (
            "Geschnitzt aus Bäumen, die nicht mehr tragen: ein Löffel, ein Wender und ein Probierlöffel. Das "
            "dichte Holz nimmt keinen Geruch an und schont die Pfanne."
        ),
    ),
    "seagrass-basket": (
        "Seegraskorb",
        (
            "Über eine Form geflochten, mit zwei festen Griffen, für Wolle, Holz oder Spielzeug. Duftet die erste "
            "Woche nach Heu und hält die Form jahrelang."
        ),
    ),
    "ash-wall-shelf": (
        "Wandregal Esche",
        (
            "Ein Brett aus heller Esche auf zwei verdeckten Trägern, das zwanzig Kilo Bücher trägt. Schrauben, "
            "Dübel und Bohrschablone liegen bei."
        ),
    ),
    "round-birch-mirror": (
        "Runder Birkenspiegel",
        (
            "Ein Ring aus gebogener Birke, nicht dicker als ein Finger, um klares Spiegelglas. Er hängt an einem "
            "Haken und macht den schmalen Flur doppelt so weit."
        ),
    ),
    "brass-coat-hooks": (
        "Garderobenleiste Messing",
        (
            "Fünf Haken aus massivem Messing auf einer Leiste aus Eiche, weit genug auseinander für Wintermäntel. "
            "Jeder lässt sich zum Polieren abschrauben, oder eben nicht."
        ),
    ),
    "bud-vase": (
        "Keramikvase",
        (
            "Eine runde Vase mit engem Hals, in der ein einzelner Stiel nach Absicht aussieht. Innen und außen "
            "glasiert, jedes Stück ein wenig anders."
        ),
    ),
    "felt-storage-box": (
        "Filzbox",
        (
            "Dicker Wollfilz, gefaltet und an den Ecken genäht, mit Laschen aus Leder. Wenn sie nichts zu tun "
            "hat, liegt sie flach."
        ),
    ),
}
