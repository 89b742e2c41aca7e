"""Random weights, for networks that are held against slow references."""


def lstm_weights(chance, name, width, hidden):
    shapes = {
        "weight": (4 * hidden, width),
        "recurrent": (4 * hidden, hidden),
        "bias": (4 * hidden,),
    }
    return {
        f"{name}.{way}.{part}": chance.normal(size=shape)
        for way in ("forth", "back")
        for part, shape in shapes.items()
    }
