"""Name and description of each product in English."""

PRODUCTS = {
    "oak-desk-lamp": (
        "Oak Desk Lamp",
        (
            "A slim arm of solid oak that turns where you need the light, with a linen shade that takes the glare "
            "away. The joint is wood on wood: it holds its place for decades and can be tightened with a coin."
        ),
    ),
    "linen-pendant-light": (
        "Linen Pendant Light",
        (
            "A wide, quiet drum of washed linen that throws a warm circle on the dining table. The cable is "
            "covered in cotton and can be shortened without tools."
        ),
    ),
    "brass-wall-lamp": (
        "Brass Wall Lamp",
        (
            "A small sconce of brushed brass for the hall or beside the bed. It is left unlacquered, so it "
            "darkens with the years and tells where hands have been."
        ),
    ),
    "ceramic-table-lamp": (
        "Ceramic Table Lamp",
        (
            "Thrown on the wheel in a round, friendly shape and glazed in a matt green that looks different in "
            "each light. The cream shade dims it down for the evening."
        ),
    ),
    "paper-floor-lamp": (
        "Paper Floor Lamp",
        (
            "A tall column of handmade paper stretched over a light ash frame. Switched off it is a sculpture, "
            "switched on it is the calmest corner of the room."
        ),
    ),
    "beeswax-candles": (
        "Beeswax Candles, Set of Six",
        (
            "Six tapers dipped by hand from the wax of a single apiary. They burn for nine hours each, do not "
            "drip out of the draught and smell of honey."
        ),
    ),
    "merino-throw": (
        "Merino Throw",
        (
            "Woven from the first shearing on old looms, with a knotted fringe. Warm without weight, large enough "
            "for two on the sofa, and fine enough for bare skin."
        ),
    ),
    "linen-cushion": (
        "Linen Cushion",
        (
            "Stone-washed linen over a filling of feathers, closed with three corozo buttons. It is soft from the "
            "first day and creases exactly as it should."
        ),
    ),
    "cotton-bath-towel": (
        "Cotton Bath Towel",
        (
            "A thick terry of organic cotton with a flat woven edge and a loop that holds. It drinks up water at "
            "once and dries on the line within a summer's afternoon."
        ),
    ),
    "waffle-bedspread": (
        "Waffle Bedspread",
        (
            "A deep waffle weave that is airy in July and makes a second blanket in January. Pre-washed, so that "
            "it keeps its measures."
        ),
    ),
    "jute-rug": (
        "Braided Jute Rug",
        (
            "Braided from one long rope and sewn by hand. It is hard-wearing enough for the hall and handsome "
            "enough for under the sofa; a felt underlay is included."
        ),
    ),
    "striped-tablecloth": (
        "Striped Tablecloth",
        (
            "Blue stripes on natural linen, with mitred corners. It seats eight, forgives red wine and looks "
            "right with a jam jar of meadow flowers."
        ),
    ),
    "stoneware-mug": (
        "Stoneware Mug",
        (
            "A generous mug with a thumb rest and a foot left bare. The speckled glaze hides nothing and survives "
            "the dishwasher; it holds three decilitres."
        ),
    ),
    "walnut-serving-board": (
        "Walnut Serving Board",
        (
            "Cut from one plank of walnut with a handle that fits the hand. One side for bread and knife, the "
            "other for cheese and guests."
        ),
    ),
    "glass-carafe": (
        "Glass Carafe",
        (
            "Mouth-blown and light, with a neck that does not drip and a glass that sits on top as its lid. For "
            "water by the bed or lemonade on the terrace."
        ),
    ),
    "speckled-pasta-bowl": (
        "Speckled Pasta Bowl",
        (
            "Wide and shallow with a raised rim, so that the last of the sauce has nowhere to go. It stacks "
            "neatly and goes into the oven."
        ),
    ),
    "cast-iron-teapot": (
        "Cast Iron Teapot",
        (
            "Keeps eight cups hot through a long conversation. The inside is enamelled, the strainer of steel "
            "comes out with one hand."
        ),
    ),
    "olive-wood-spoons": (
        "Olive Wood Spoons, Set of Three",
        (
            "Carved from trees that no longer bear fruit: a spoon, a spatula and a taster. The close grain takes "
            "no smell and does not scratch pans."
        ),
    ),
    "seagrass-basket": (
        "Seagrass Basket",
        (
            "Woven over a mould with two strong handles, for wool, wood or toys. It smells of hay for the first "
            "week and keeps its shape for years."
        ),
    ),
    "ash-wall-shelf": (
        "Ash Wall Shelf",
        (
            "A board of pale ash on two hidden brackets that carries twenty kilograms of books. Screws, plugs and "
            "a drilling template are in the box."
        ),
    ),
    "round-birch-mirror": (
        "Round Birch Mirror",
        (
            "A ring of bent birch, no thicker than a finger, around clear mirror glass. It hangs from one hook "
            "and makes a narrow hall twice as wide."
        ),
    ),
    "brass-coat-hooks": (
        "Brass Coat Hooks",
        (
            "Five hooks of solid brass on an oak rail, spaced so that winter coats do not crowd each other. Each "
            "one unscrews for polishing, or for not polishing."
        ),
    ),
    "bud-vase": (
        "Ceramic Bud Vase",
        (
            "A rounded vase with a narrow mouth that makes one stem look like a decision. Glazed inside and out, "
            "each piece a little different."
        ),
    ),
    "felt-storage-box": (
        "Felt Storage Box",
        (
            "Thick wool felt, folded and stitched at the corners, with leather tabs to pull it off the shelf. It "
            "folds flat when it has nothing to do."
        ),
    ),
}
