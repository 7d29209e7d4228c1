"""The English words of the unique code. Their order is part of every code: never change it."""

from typing import Final

WORDS: Final = tuple(
    """
abacus acorn acre airport album alcove alfalfa almanac almond alphabet alpine amber anchor
antelope antenna anthem apricot apron aquarium arcade arctic armchair artist aspen asphalt aster
atlas attic author autumn avenue awning badger bagel bagpipe baker ballad ballroom bamboo banjo
banner barley barn barnacle basil basket bassoon bathmat bathtub bauble bayberry beach beanbag
begonia bicycle billow binder birch birdbath birthday biscuit blanket blazer bluebell bobbin
bobcat bobsled bonnet bookcase bookmark bookshop botany boxcar boxwood bracelet branch breeze
brick brioche bristle brocade broccoli bronze brook brownie budgie buffet bugle builder bundle
bungalow burlap bushel butter button cabbage cabin cabinet cable calendar calico camel camera
campfire campsite canoe canteen captain caramel caravan cardigan cargo caribou carnival carousel
carpet carriage carrot cartoon cascade cashew castle catfish cattail cedar ceiling celery cello
ceramic chair chalet chamber champion channel chapter chariot checker cheddar cheetah chestnut
chickpea chimney chipmunk chisel chorus chowder chutney cinema circle circus clarinet classic clay
climate cloth clover clown coaster coatrack cobalt cobbler cobweb coffee coleslaw column comedy
comet comfort comic compass concert confetti conifer cookbook coral corncob corner cornmeal
corridor costume cottage couch counter coupon courage courier cowbell craft crater crayon crescent
crimson crouton crumpet cupboard cupcake curry curtain curve cushion cutlery cycle daffodil dairy
dancer dapple daylight delta denim desktop detour dewdrop diagram diesel digital dinner dishes
dock dolphin domino doorbell doorway dormouse doughnut dresser driveway drizzle drummer duckling
duet dulcimer dumpling duplex eagle earmuff earring earth easel echo eclipse eggcup eggshell egret
elephant elevator elm emblem emerald envelope equator fabric factory fairway falcon fanfare farmer
farmland farmyard fashion feather fence fern ferry festival fiddle field fiesta finch firefly
fireside fishbowl fisher fishpond flag flagpole flagship flamingo flannel flapjack flatbed fleece
float flock floor florist flotilla flounder flower flute folder foliage folktale fondue football
footnote footpath footstep forecast forest forklift formula fortune forum fossil fountain fox
frame freesia freezer fresco friend fringe frog frost fruit funnel furlong furrow gadget gallery
gallon gangway garland garlic garnet gatepost gazebo gazelle gazette gentle geranium gherkin gift
ginger gingham giraffe glazier gleam glider glimmer globe glossy glowworm gnome goalpost golden
goldfish gondola gong gosling granary granite grape gravy griddle grocery grove guava guitar gulf
guppy gymnast haddock hallway hammock hamper handbook handcart handrail harmony harpist harvest
hatbox hawthorn hayloft hayride haystack hazelnut headlamp hedge hedgehog heirloom hexagon highway
hill hillside hilltop hinge hobby hockey hoedown holly homemade homework horizon hostel house
hubcap humming hummus hurdle hydrant icebox icing impala inbox indigo inkwell inland ironing ivory
ivy jacket jaguar jamboree jasmine jersey jigsaw jingle journal journey jubilee juggler jukebox
jumper jumpsuit junction juniper jupiter kale kangaroo kayak keeper keepsake kettle keyboard
keyhole keyring kindling kindness kiosk kitchen kite knapsack knitting koala kumquat label
lacrosse ladder ladle ladybug lagoon lakeside lamp lamppost landmark language lantern lanyard
laptop larch larkspur lasagna lattice laundry laurel lavender lawn layer leaflet league legend
lemonade lemur lens leopard lesson letter lettuce lever library lichen lifeboat lilac lily
limerick linen linnet lion llama locket lodge logbook longboat lounge lunar lunch lupin macaroni
mackerel magazine magenta magnet magnolia mahogany mailbox mandolin mango mansion mantle maple
marathon marble marigold marina mariner market marmot marsh mascot matinee mattress meadow medley
meerkat melody member menu meringue metro mile mineral minnow mitten moat mobile model monocle
montage moonbeam moonrise moorland mosaic moss movie muffin mulberry mural museum music muskrat
mustard napkin navy nebula nectar neptune nest network newscast nickel nightjar nimble notebook
notepad nougat novel nutshell oak oasis oatcake oatmeal ocean octave olive omelette onion opal
orange orbit orchard orchid origami oriole ornament osprey ostrich otter overcoat owlet oyster
padlock pageant palace pamphlet pancake panda panel pantry paprika parakeet parasol parcel parfait
parka parking parsnip partner pasta pastel pasture path pathway patio pattern pavement pavilion
peapod pecan pedal pelican pencil pendant penguin penny petunia pewter photo piano piccolo picnic
picture pierogi pillar pilot pinafore pinball pinecone pinwheel pitcher pizza placemat planet
plank plankton plaster plaza pliers plum plumage plumber podium poem polka polygon pompom pond
popcorn poplar porch porpoise porridge porter portrait postage postbox postcard potato pottery
prairie pretzel primrose printer puddle pulley pumpkin puppet purse puzzle quarter quilt quince
radar radio radish rainbow raincoat raindrop rainfall raisin rambler ramekin rattan ravioli reader
recipe recycle redbud redwood regatta relay rhino rhubarb ribbon rice ridge rigging rink ripple
risotto rivet rivulet roadside robin robot romaine rosebud rosehip rosemary rosette rotate rotunda
roundup rowan rowing ruby rucksack rudder ruffle ruler runner runway rustic rutabaga saddle safari
saffron saga sailboat sailor salad sandbar sandwich sapling sapphire satchel satin saturn saucer
savanna sawdust sawmill scallion scallop scarf scarlet scenery scenic schooner scone scooter scout
scribble scroll seabird seafood seagull seahorse seaplane seashell season seaweed seedling seesaw
sesame shale shallot shamrock sheet shelf shingle ship shipyard shoebox shopper shore shortcut
shovel showcase shrub shutter sidecar sideline sidewalk signal signpost silk silkworm silver
simmer skater sketch skylark skylight skyline slalom sled sleeve slide slipper smooth snapshot
sneaker soccer sofa solar solo sonata songbird songbook soprano sorbet soup souvenir soybean
sparrow spatula sphere spinach spinner sponge spring sprinkle sprout spruce square squash squirrel
stable stairway starfish starling starlit statue steamer stencil stew stirrup stork stove strainer
stream strudel student studio sturgeon suburb suitcase summit sunbeam sundeck sundial sundown
sunlamp sunlight sunrise sunroof surfer swan swift swing switch sycamore symbol symphony tadpole
taffeta tailgate tamarind tandem tangelo tapestry tapioca tapir tarragon tartan tartlet tassel
taxi teacher teacup teammate teamwork teapot teatime temper template tendril tennis terrace
textbook textile thermos thicket thistle thread thrush tiger timber tinsel tiptoe toast toboggan
tomato toolbox topaz topcoat topic topsoil torrent tortoise toucan tourist towel town tractor
trail tram transit traverse treetop trek trellis trestle triangle tricycle tripod trombone trophy
tropical trousers truck tuba tugboat tulip tundra tuner turbine turf turnip turtle tuxedo tweed
twine twinkle twist umbrella upstairs vacation valley vanilla varnish vase velvet veranda victory
village vine vintage vinyl violin visitor vitamin volcano vole voyage waffle wagon waiter walker
walkway wallaby wallet walleye walnut walrus waltz wardrobe washer waterway wave waxwing wayside
weaver weevil wheat wheel whirl wicket widget wildlife windmill window windsock wingspan wombat
wonder woodland woodshed woodwind woodwork workshop wren yard yarrow yearbook yellow yogurt zebra
zenith zigzag zipper zoo
""".split()  # noqa: SIM905  # a thousand words read better than a thousand quotes
)
