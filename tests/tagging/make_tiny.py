"""Made ``tests/tagging/tiny``: a random encoder of two layers, 32 wide, as a model folder.

Needs the ``train`` group; the tests only read the folder. Run it when the heads or the export change::

    PYTHONPATH=src python tests/tagging/make_tiny.py
"""

import json
import tempfile
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import BertConfig, BertModel

from dateline.codebook import Codebook
from dateline.tagging.heads import load_heads
from dateline.training import network as networks
from dateline.training.export import export

MARKERS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]


def tokenizer() -> Tokenizer:
    """Word pieces of the codebook's own examples."""
    made = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.decoder = decoders.WordPiece()
    texts = [text for entry in Codebook.load().types.values() for text in entry.examples]
    made.train_from_iterator(texts, trainers.WordPieceTrainer(vocab_size=900, special_tokens=MARKERS))
    return made


def main() -> None:
    """Write the folder."""
    torch.manual_seed(7)
    with tempfile.TemporaryDirectory() as scratch:
        encoder = Path(scratch)
        words = tokenizer()
        words.save(str(encoder / "tokenizer.json"))
        config = BertConfig(
            vocab_size=words.get_vocab_size(),
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=64,
            max_position_embeddings=256,
            initializer_range=0.2,
        )
        BertModel(config, add_pooling_layer=False).save_pretrained(encoder)
        networks.HIDDEN = 8  # the shipped one is 512, which alone would be half a megabyte
        network = networks.Network(encoder, load_heads())
        card = {"name": "tiny", "version": 1}
        folder = export(network, encoder, Path(__file__).parent / "tiny", card)
    print(json.dumps({path.name: path.stat().st_size for path in sorted(folder.iterdir())}))


if __name__ == "__main__":
    main()
