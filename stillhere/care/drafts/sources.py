"""Where the steps come from: titles, organisations and years as their own pages show them.

Each page was read in a stored copy, in November 2026. Where no year stands, the page shows none.
The guideline for imminent risk and the act are named as they are generally known.
"""

from typing import Final

ALBERTA: Final = "SAVE ME steps. Alberta Health Services, albertahealthservices.ca."
BC_SEDATION: Final = "Prolonged sedation. BC Emergency Health Services, clinical handbook."
BEREAVEMENT: Final = "How can you help? The Bereavement Center, thebereavementcenter.org."
CAMH: Final = "Sauver une vie en 5 étapes. CAMH, camh.ca."
CASP: Final = (
    "I’m concerned about someone. Canadian Association for Suicide Prevention, "
    "suicideprevention.ca."
)
CBC: Final = (
    "From zero tolerance to open dialogue: how harm reduction is shifting the conversation on "
    "drug use. CBC Radio, White Coat, Black Art, 2019."
)
CENTRACARE: Final = "Supporting a grieving person. CentraCare, centracare.com."
CMHA: Final = "9-8-8. Canadian Mental Health Association, Saskatoon Branch, 2023."
FIRST_AID_2006: Final = (
    "Mental health first aid. spurgeonworld.com, of the Australian course, 2006."
)
FIRST_AID_2010: Final = (
    "Crisis first aid for someone experiencing an acute psychotic episode. "
    "Mental Health First Aid trainings, mhfatrainings.blogspot.com, 2010."
)
FRASER: Final = "Responding to an overdose. Fraser Health, fraserhealth.ca."
GRIEF_STORIES: Final = "Death by overdose. Grief Stories, griefstories.org."
GRIEVING: Final = "Someone you care about is grieving. Workplace Strategies for Mental Health."
HEALING_HEARTS: Final = (
    "Healing Hearts grief support groups. Moms Stop the Harm, momsstoptheharm.com."
)
HEALTH_CANADA: Final = "Opioid overdose: wallet card. Health Canada, 2023."
HEALTH_CANADA_NALOXONE: Final = (
    "Naloxone, questions and answers. Health Canada, healthcanadaexperiences.ca."
)
IMMINENT_RISK: Final = "988 guideline for callers at imminent risk (United States)."
KIDS_HELP_PHONE: Final = (
    "Government of Canada announces $7.5M to Kids Help Phone. newswire.ca, 14 November 2024."
)
OUR_RULES_DOWN: Final = "The rules of care of this software, CO15."
OUR_RULES_YOUNG: Final = "The rules of care of this software, IN4."
OVERAMPING: Final = (
    "Responding to stimulant overamping. National Harm Reduction Coalition, harmreduction.org."
)
PANIC: Final = (
    "Kelly, Jorm, Kitchener: Development of mental health first aid guidelines for panic attacks: "
    "a Delphi study. BMC Psychiatry 9:49, 2009."
)
QUEBEC: Final = (
    "Secourir une personne en possible surdose d’opioïdes. Gouvernement du Québec, quebec.ca."
)
SAMARITAN: Final = "Good Samaritan Drug Overdose Act, Canada, 2017."
SAMU: Final = "Responding to an opioid overdose. SAMU, resources.samued.ca, after Toward the Heart."
SANDGATE: Final = "We can help you develop a plan to stay safe. sandgate.ca."
SASKATCHEWAN: Final = (
    "Signal for Help. Saskatchewan Federation of Police Officers, 16th crime prevention guide, "
    "after the Canadian Women’s Foundation."
)
SCHULZ: Final = "Be prepared to react to an overdose. petraschulz.com."
SHELTERSAFE: Final = "Safety planning. ShelterSafe, sheltersafe.ca."
SHOPPERS: Final = "How to administer naloxone nasal spray. Shoppers Drug Mart, shoppersdrugmart.ca."
STREET_SPIRIT: Final = (
    "How to respond to an opioid overdose. Street Spirit, adapted from the Harm Reduction "
    "Coalition, 5 October 2021."
)
SUICIDE_LINE: Final = "Get help. 9-8-8: Suicide Crisis Helpline, 988.ca."
TOWARD_STIMULANT: Final = "Stimulant overdose awareness. Toward the Heart, towardtheheart.com."
TOWARD_THE_HEART: Final = "Opioid overdose awareness. Toward the Heart, towardtheheart.com."
VETERANS: Final = (
    "How to be helpful when someone is suicidal. veteransconnect.ca, after the Canadian "
    "Association for Suicide Prevention."
)
WHO: Final = (
    "Caring for women subjected to violence: a WHO curriculum for training health-care providers "
    "(first-line support, LIVES). World Health Organization, 2019."
)
YOUTH_FIRST_AID: Final = "Severe psychotic states. Youth Mental Health First Aid manual, page 308."
ZONTA: Final = (
    "Safety signal for domestic violence. Zonta USA, after the Canadian Women’s Foundation."
)
