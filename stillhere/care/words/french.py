"""The French words of the unique code. Their order is part of every code: never change it."""

from typing import Final

WORDS: Final = tuple(
    """
abeille abribus acajou accord accueil acier acrobate acteur adresse aérien affiche aiglon airelle
ajonc album alcôve algue alizé allée alliage aloès alouette alphabet alpin amande ambre amical
amphore ampoule ananas ancre anémone angora anneau antenne antilope appui aquarium aqueduc
arachide arbuste arcade archipel ardoise argile armoire arôme arpège arrosoir artisan artiste
asperge assiette astre atelier athlète atlas atout aubaine aubépine auberge audace aurore automne
autruche avenue averse avion avoine azalée bagage baie balade baladeur balai baleine ballet bambou
bandana bandeau banjo banlieue bannière baobab barbecue barque barrage bascule basilic basson
bateau bâtiment bazar bégonia beignet belette bélier béluga béret berger bergerie besace béton
beurre biathlon bicolore biscuit bison bistro bivouac bleuet blizzard blouson bobine bocal boîtier
bolide bonheur bonnet bonsaï bordure bosquet bottine boucle bouleau bourdon bourgeon boussole
boutique bouton bracelet branche bretelle bricole brioche brise brocoli broderie bronze brosse
brouette bruine brunch bruyère budget buffet bureau cabane câble cacao cachalot cadeau cadenas
cadran café cahier caisse calamar calcul calepin camarade caméra camion canal canevas caniche
cannelle canoë cantine canton capeline capucine carafe caramel caravane cardigan cargo caribou
carnaval carnet carotte carpette carré carreau cartable cascade casque caverne cèdre ceinture
céleri cerceau cercle cerfeuil cerise chalet chaleur chaloupe chamois chandail chanson chantier
chapeau chapitre charade chariot charrue chaudron chaussée chausson chemin chemise chenille
chevalet chèvre chevron chicorée chiffon chocolat chorale chouette ciboule cigale cigogne cinéma
cintre cirage circuit cirque ciseau citerne civet clairon classeur clavier climat cloison clôture
clou clown cobalt coffret coiffure colibri collège collier colonne comédie comète comique commode
compote comptine comptoir concert cône confetti corail cordage corniche corolle corridor cosmos
costume couleur couloir courge couronne courrier cousin couvert cratère cravate crayon crêpe
cresson crinière crocus croquis croûton cuisine curseur cycle cyclone cylindre cyprès damier danse
décor déjeuner délice delta dentelle dessert dessin détour diapason dictée diesel dîner diplôme
disque domaine dôme domino dorade dossier doublure douceur doudou dune duvet écaille échalote
écharpe échelle éclair éclipse écluse écorce écran écrou écureuil écurie écusson édifice édredon
éléphant émeraude enseigne éolienne épeautre épervier épice épilogue épinard éponge équateur
équerre équipe érable escale escalier escargot espadon estrade étage étagère étoffe étoile étude
étui éventail évier fabrique faisan fanfare faubourg faucon fauvette fenêtre fenouil festin
festival feutre ficelle fiche figurine filet film fjord flamant flanelle flâneur flaque flétan
fleur flipper flocon flore flotte flûte flûtiste folklore fondant fondue fontaine football format
formule fossile fougère foulard fourgon fourmi fraise frange fresque frimas frite fromage fuseau
gabarit gala galaxie galerie galop gant gardénia gaufre gazelle gazette gélatine genêt genièvre
géologue géranium gerboise geste girafe girofle globe godet goéland gondole gouache goujon gourmet
goûter goyave grain granit grappe gravier gravure grelot grillade grille grillon grive grotte
groupe gruau guépard guéridon guichet guidon guimauve guitare gymnase haddock halogène halte hamac
hamster hareng harmonie hautbois hérisson hêtre hibiscus hiver hockey homard horaire horizon
horloger houle housse hublot huître ibis iguane île îlot image impala indigo ivoire jacinthe jade
jaguar jardin jardinet jargon jaseur jasmin jaune jersey jetée jonglage jongleur jouet joueur
journal journée jubilé jujube jumeau jumelle jungle jupe jupon karaté kayak kermesse kiosque kiwi
klaxon koala label lacet lagon lagune laine laitue lama lambris lampion landau lanterne lasagne
laurier lavabo lavande lavoir lecteur légende légume lentille léopard lessive lettre lettrine
levure lézard lichen licorne liège lierre lilas limaçon limonade limpide linotte lion liseron
liseuse lisière livre livreur logiciel logique logis loisir loriot lotus loutre luciole luge
lumignon lunette lynx macaron maçon madrier maestro magasin magenta magnolia maillot maïs maison
manège manteau manuel maquette maracas marais marbre margelle marin marinade marmite marmotte
marqueur marquise mascotte masure matelas matelot matinée mauve médaille mélasse mélèze mélodie
melon ménage menthe menuet mésange métal météo meuble meunier miel miette mijoté milan mimosa
minerai miroir mistral mitaine mobile modèle moineau moisson monocle montagne morceau mouette
moufle moulin moulure moussaka moutarde muesli muguet mulot multiple muraille musée musique
mustang myosotis myrtille nacelle nageur nappe narcisse narval natation nature navette navire
nectar nénuphar nickel nimbus noisette nordique nougat nouille nuage oasis ocarina océan ocelot
octave oiselet olivier ombrelle omelette ondée opale opéra oranger orchidée orge origan ormeau
ornement orque orvet osier otarie ourlet ours ourson outil ouvrage pagaie palace palette palier
palombe palourde pampa panache panda panorama pantalon pantin papaye papetier papillon paprika
papyrus paquet parasol paravent parfum parterre passoire pastel pastèque patate patio pâtisson
paysage pédalo pélican pelouse pelure péniche pente pépite perchoir pergola perle perron persil
pétale pétanque pétunia peuplier photo pianiste piano picnic pieuvre pigeon pigment pilote pinceau
pinède pingouin pinson pirogue piscine piste pistou pitaya pivert pivoine pivot pizza placard
planète platane plateau plâtre plinthe pluie podium poème poivre poivron polaire polenta polka
polo pommier pompon poncho poney popcorn portail portique portrait potage poterie poulain poulie
prairie praline prélude présent primeur projet prologue proue prunier puma pupitre purée puzzle
quai quartier quartz quatuor quenelle quiche quinoa rabot racine radar radio raisin rallye ramage
rameur ranch recette réchaud récif récital récolte refrain régal régate région réglisse relais
relief reliure renard renne repas ricochet rideau rivage rizière robinet roitelet roman romarin
rondelle rondin roseau rosée rosette rotation rotonde roulotte ruban rubis rucher ruelle rugby
ruisseau rustique rutabaga sabayon sablier safari safran saladier salon salsifis samovar sandale
sandwich sarcelle sardine satin sauce saucière savane saveur scarabée scierie scooter séjour
semaine semelle séquoia sérénade série serrure serveur sésame sieste sifflet silex sillage sillon
sittelle sofa soirée soleil solfège sommet sonate sonnette soprano sorbet sorbier soufflé soulier
soupe soupière sourire souvenir spatule sport statue steppe strophe studio stylo surface symbole
tableau tacot tailleur tamarin tambour tamis tandem tango tapioca tartan tarte tartine taxi tennis
ténor terrain terrasse terreau théâtre théière thermos thuya ticket tigre tilleul timbale tiramisu
tirelire tisserin tissu toast toboggan tomate tonnelle topaze torrent tortue toucan toundra toupie
tourelle touriste tourneur tournoi tracteur trajet tramway transat trapèze travée treille tresse
treuil triangle tribune tricot tricycle trimaran tripode triton troène trombone tropique truffe
truite tuba tuile tuilerie tulipe tunique vacance valet valise vallon vanille vannerie varech
véhicule vélo velours velouté véranda verdier verdure verglas vernis verrière verrine verrou
verveine vidéo vigie vignette violette violon virgule virtuose visite visiteur vitre vitrine
vivier voilier voiture volcan volume voyage voyageur voyelle wapiti yaourt yoga zénith zéphyr
zigzag zinc zinnia zodiaque zoo
""".split()  # noqa: SIM905  # a thousand words read better than a thousand quotes
)
