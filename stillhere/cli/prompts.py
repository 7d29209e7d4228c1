"""What somebody types to let a machine speak what nobody has recorded yet."""

import argparse
from pathlib import Path

from stillhere.actions.prompts import LANGUAGES, Prompt, prompt_words_in
from stillhere.actions.recordings import FOLDER, SYNTHETIC
from stillhere.cli.begin import begin
from stillhere.cli.saying import answer
from stillhere.cli.wrong import Wrong
from stillhere.lines.speech import CannotSpeak, speak
from stillhere.surroundings import look_around


def prompts(asked: argparse.Namespace) -> int:
    begin("web")
    folder = Path(asked.folder) if asked.folder else look_around().data / FOLDER
    every = [(language, prompt) for language in LANGUAGES for prompt in Prompt]
    try:
        for language, prompt in every:
            to = folder / SYNTHETIC.format(language=language, prompt=prompt)
            speak(prompt_words_in(language, prompt), language=language, to=to)
    except CannotSpeak as wrong:
        raise Wrong(str(wrong)) from None
    said = f"{len(every)} prompts are in {folder}. What people record goes to recorded/ there."
    answer(asked, {"made": len(every), "folder": str(folder)}, said)
    return 0
