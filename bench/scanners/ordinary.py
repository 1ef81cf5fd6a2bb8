"""Writes ordinary files with real libraries, and no others: python ordinary.py FOLDER

Every library that is installed writes what its users keep: state_dicts, whole modules, optimizers, training states,
arrays, tables, estimators, tokenizers, agents. Nothing is loaded. A library that is absent is skipped and named.
"""
import pathlib
import pickle
import random
import sys
import warnings

warnings.simplefilter("ignore")


def torch_files(folder):
    import torch
    from torch import nn

    torch.manual_seed(0)
    models = {
        "linear": nn.Linear(3, 2),
        "sequential": nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.BatchNorm1d(4), nn.Dropout(0.1)),
        "convolution": nn.Sequential(nn.Conv2d(1, 2, 3), nn.GroupNorm(1, 2), nn.MaxPool2d(2), nn.Flatten()),
        "lstm": nn.LSTM(3, 4, 2),
        "gru": nn.GRU(3, 4),
        "transformer": nn.TransformerEncoderLayer(8, 2, 16),
        "attention": nn.MultiheadAttention(8, 2),
        "embedding": nn.Embedding(5, 3),
        "modulelist": nn.ModuleList([nn.Linear(2, 2), nn.GELU()]),
        "moduledict": nn.ModuleDict({"a": nn.Linear(2, 2), "b": nn.SiLU()}),
        "parameterlist": nn.ParameterList([nn.Parameter(torch.ones(2))]),
        "weightnorm": nn.utils.parametrizations.weight_norm(nn.Linear(2, 2)),
        "lazy": nn.LazyLinear(3),
    }
    for name, model in models.items():
        for protocol in (2, 3, 4, 5):
            torch.save(model.state_dict(), folder / f"{name}-state-{protocol}.pt", pickle_protocol=protocol)
            if name != "weightnorm":
                torch.save(model, folder / f"{name}-module-{protocol}.pt", pickle_protocol=protocol)
        torch.save(model.state_dict(), folder / f"{name}-legacy.pth", _use_new_zipfile_serialization=False)
        if name != "weightnorm":
            torch.save(model, folder / f"{name}-module-legacy.pth", _use_new_zipfile_serialization=False)
            (folder / f"{name}.pkl").write_bytes(pickle.dumps(model))
    model = nn.Linear(3, 2)
    for name in "Adam AdamW SGD RMSprop Adagrad Adadelta Adamax NAdam RAdam ASGD Rprop".split():
        optimizer = getattr(torch.optim, name)(model.parameters(), lr=0.1)
        model(torch.ones(1, 3)).sum().backward()
        optimizer.step()
        torch.save(optimizer.state_dict(), folder / f"optimizer-{name}.pt")
        torch.save(optimizer, folder / f"optimizer-{name}-whole.pt")
        torch.save({"epoch": 3, "model": model.state_dict(), "optimizer": optimizer.state_dict(), "best": 0.5},
                   folder / f"training-{name}.ckpt")
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    schedulers = torch.optim.lr_scheduler
    for scheduler in (schedulers.StepLR(optimizer, 3), schedulers.CosineAnnealingLR(optimizer, 3),
                      schedulers.ReduceLROnPlateau(optimizer), schedulers.OneCycleLR(optimizer, 0.1, 10),
                      schedulers.ExponentialLR(optimizer, 0.9), schedulers.MultiStepLR(optimizer, [1, 2])):
        torch.save(scheduler.state_dict(), folder / f"scheduler-{type(scheduler).__name__}.pt")
        torch.save(scheduler, folder / f"scheduler-{type(scheduler).__name__}-whole.pt")
    values = {
        "generator": torch.Generator().get_state(),
        "rng": {"torch": torch.get_rng_state(), "python": random.getstate()},
        "sparse": torch.eye(3).to_sparse(),
        "csr": torch.eye(3).to_sparse_csr(),
        "quantized": torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8),
        "dtypes": [torch.ones(2, dtype=each) for each in (torch.bfloat16, torch.complex64, torch.int8, torch.bool)],
        "device": {"device": torch.device("cpu"), "size": torch.Size([1, 2]), "dtype": torch.float16},
        "parameter": nn.Parameter(torch.ones(3)),
        "dataset": torch.utils.data.TensorDataset(torch.ones(3, 2)),
        "normal": torch.distributions.Normal(0.0, 1.0),
        "layout": torch.strided,
    }
    for name, value in values.items():
        torch.save(value, folder / f"value-{name}.pt")
        torch.save(value, folder / f"value-{name}.pth", _use_new_zipfile_serialization=False)
        (folder / f"value-{name}.pkl").write_bytes(pickle.dumps(value))
    for name in ("linear", "sequential", "convolution", "lstm"):
        torch.jit.script(models[name]).save(str(folder / f"{name}-script.pt"))
    torch.export.save(torch.export.export(models["linear"], (torch.ones(1, 3),)), folder / "linear.pt2")
    torch.export.save(torch.export.export(models["sequential"].eval(), (torch.ones(2, 3),)), folder / "sequential.pt2")
    torch.save(torch.compile(models["linear"]).state_dict(), folder / "compiled.pt")


def numpy_files(folder):
    import numpy as np

    arrays = {
        "floats": np.ones((2, 3)), "text": np.array(["a", "bc"]), "bytes": np.array([b"a"]), "dates": np.array(["2020-01-01"], "M8[D]"),
        "record": np.array([(1, 2.0)], [("O_", "<i4"), ("b", "<f8")]), "object": np.array([1, "a", None], object),
        "fortran": np.asfortranarray(np.ones((2, 3))), "empty": np.zeros((0, 3)), "nested": np.zeros(2, [("a", "f4", (2, 2))]),
        "masked": np.ma.array([1, 2], mask=[0, 1]), "matrix": np.asmatrix([[1, 2]]), "half": np.ones(2, "f2"),
        "mixed": np.array([(1, None)], [("a", "<i4"), ("b", "O")]), "void": np.zeros(2, "V4"), "scalar": np.float64(1),
    }
    for name, value in arrays.items():
        for protocol in (2, 4, 5):
            (folder / f"{name}-{protocol}.pkl").write_bytes(pickle.dumps({"x": value}, protocol))
        if name == "masked":
            continue
        np.save(folder / f"{name}.npy", value)
        np.savez(folder / f"{name}.npz", a=value, b=np.ones(2))
        np.savez_compressed(folder / f"{name}-packed.npz", a=value)
    for name in "MT19937 PCG64 PCG64DXSM Philox SFC64".split():
        made = getattr(np.random, name)(1)
        generator = np.random.Generator(made)
        generator.random(7)
        (folder / f"generator-{name}.pkl").write_bytes(pickle.dumps(generator))
        (folder / f"bits-{name}.pkl").write_bytes(pickle.dumps(made))
        (folder / f"state-{name}.pkl").write_bytes(pickle.dumps(np.random.RandomState(made)))
    (folder / "global.pkl").write_bytes(pickle.dumps(np.random.get_state()))


def pandas_files(folder):
    import numpy as np
    import pandas as pd

    index = pd.date_range("2020-01-01", periods=4, freq="D")
    frames = {
        "numbers": pd.DataFrame({"a": [1, 2], "b": [0.5, 1.5]}), "text": pd.DataFrame({"a": ["x", "yz"]}),
        "dates": pd.DataFrame({"a": range(4)}, index=index), "zone": pd.DataFrame({"a": index.tz_localize("UTC")}),
        "category": pd.DataFrame({"a": pd.Categorical(["x", "y", "x"])}), "series": pd.Series([1, 2], name="s"),
        "multi": pd.DataFrame({"a": [1, 2]}, index=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)])),
        "nullable": pd.DataFrame({"a": pd.array([1, None], "Int64")}), "boolean": pd.Series([True, None], dtype="boolean"),
        "period": pd.Series(pd.period_range("2020-01", periods=3, freq="M")), "delta": pd.Series(pd.to_timedelta([1, 2], "s")),
        "interval": pd.Series(pd.interval_range(0, 3)), "objects": pd.DataFrame({"a": [1, "x", None]}),
        "sparse": pd.Series(pd.arrays.SparseArray([0, 0, 1])), "blocks": pd.Series(pd.arrays.SparseArray([0, 0, 1], kind="block")),
        "timestamp": pd.Timestamp("2020-01-01"), "timedelta": pd.Timedelta("1s"), "missing": pd.NA, "nat": pd.NaT,
        "strings": pd.Series(["a", "b"], dtype="string"), "range": pd.RangeIndex(3), "dtype": pd.CategoricalDtype(["a"]),
        "arrow": pd.Series(["a", "b"], dtype="string[pyarrow]"), "arrow-numbers": pd.Series([1, 2], dtype="int64[pyarrow]"),
        "arrow-lists": pd.Series([[1], [2, 3]], dtype=pd.ArrowDtype(__import__("pyarrow").list_(__import__("pyarrow").int64()))),
    }
    offsets = pd.tseries.offsets
    for name in offsets.__all__:
        try:
            frames[f"offset-{name}"] = getattr(offsets, name)()
        except Exception:
            continue
    for name in "D h min s ms us ns W ME MS QE QS YE YS B BME BMS".split():
        frames[f"frequency-{name}"] = pd.tseries.frequencies.to_offset(name)
    for name, value in frames.items():
        for protocol in (2, 4, 5):
            (folder / f"{name}-{protocol}.pkl").write_bytes(pickle.dumps(value, protocol))


def sklearn_files(folder):
    import joblib
    import numpy as np
    import sklearn.cluster
    import sklearn.decomposition
    import sklearn.ensemble
    import sklearn.gaussian_process
    import sklearn.linear_model
    import sklearn.naive_bayes
    import sklearn.neighbors
    import sklearn.neural_network
    import sklearn.pipeline
    import sklearn.preprocessing
    import sklearn.svm
    import sklearn.tree

    x, y = np.random.RandomState(0).rand(30, 4), np.arange(30) % 2
    made = [
        sklearn.linear_model.LogisticRegression(), sklearn.linear_model.Ridge(), sklearn.linear_model.SGDClassifier(),
        sklearn.linear_model.Lasso(), sklearn.svm.SVC(), sklearn.svm.LinearSVC(), sklearn.tree.DecisionTreeClassifier(),
        sklearn.ensemble.RandomForestClassifier(3), sklearn.ensemble.GradientBoostingClassifier(n_estimators=3),
        sklearn.ensemble.HistGradientBoostingClassifier(max_iter=3), sklearn.ensemble.ExtraTreesClassifier(3),
        sklearn.ensemble.AdaBoostClassifier(n_estimators=3), sklearn.ensemble.IsolationForest(n_estimators=3),
        sklearn.neighbors.KNeighborsClassifier(), sklearn.naive_bayes.GaussianNB(), sklearn.cluster.KMeans(2),
        sklearn.cluster.DBSCAN(), sklearn.decomposition.PCA(2), sklearn.preprocessing.StandardScaler(),
        sklearn.preprocessing.OneHotEncoder(), sklearn.preprocessing.MinMaxScaler(), sklearn.preprocessing.LabelEncoder(),
        sklearn.neural_network.MLPClassifier(max_iter=2), sklearn.gaussian_process.GaussianProcessClassifier(),
        sklearn.pipeline.make_pipeline(sklearn.preprocessing.StandardScaler(), sklearn.svm.SVC()),
    ]
    for number, each in enumerate(made):
        each.fit(*((y,) if type(each).__name__ == "LabelEncoder" else (x, y)))
        name = f"{number:02}-{type(each).__name__}"
        joblib.dump(each, folder / f"{name}.joblib")
        joblib.dump(each, folder / f"{name}.joblib.z", compress=3)
        joblib.dump(each, folder / f"{name}.joblib.gz", compress=("gzip", 3))
        (folder / f"{name}.pkl").write_bytes(pickle.dumps(each))


def learning_files(folder):
    import gymnasium
    import stable_baselines3 as sb3

    for algorithm, world in ((sb3.PPO, "CartPole-v1"), (sb3.A2C, "CartPole-v1"), (sb3.DQN, "CartPole-v1"),
                             (sb3.SAC, "Pendulum-v1"), (sb3.TD3, "Pendulum-v1"), (sb3.DDPG, "Pendulum-v1")):
        agent = algorithm("MlpPolicy", world, device="cpu")
        agent.save(folder / algorithm.__name__)
    agent = sb3.DQN("MlpPolicy", "CartPole-v1", buffer_size=10)
    agent.save_replay_buffer(folder / "buffer")
    normal = sb3.common.vec_env.VecNormalize(sb3.common.vec_env.DummyVecEnv([lambda: gymnasium.make("CartPole-v1")]))
    normal.save(folder / "normal.pkl")


def contrib_files(folder):
    import sb3_contrib

    for algorithm, world in ((sb3_contrib.TRPO, "CartPole-v1"), (sb3_contrib.QRDQN, "CartPole-v1"),
                             (sb3_contrib.TQC, "Pendulum-v1"), (sb3_contrib.ARS, "CartPole-v1"),
                             (sb3_contrib.RecurrentPPO, "CartPole-v1"), (sb3_contrib.CrossQ, "Pendulum-v1")):
        policy = "LinearPolicy" if algorithm is sb3_contrib.ARS else "MlpPolicy"
        policy = "MlpLstmPolicy" if algorithm is sb3_contrib.RecurrentPPO else policy
        algorithm(policy, world, device="cpu").save(folder / algorithm.__name__)


def tokenizers_files(folder):
    import tokenizers
    from tokenizers import models, normalizers, pre_tokenizers, processors

    made = [
        models.BPE(), models.WordPiece({"[UNK]": 0}, unk_token="[UNK]"), models.WordLevel({"a": 0}, unk_token="a"), models.Unigram(),
        normalizers.NFC(), normalizers.Sequence([normalizers.NFD(), normalizers.Lowercase()]),
        pre_tokenizers.Whitespace(), pre_tokenizers.ByteLevel(), processors.ByteLevel(), tokenizers.Tokenizer(models.BPE()),
        tokenizers.AddedToken("<x>"),
    ]
    for number, each in enumerate(made):
        (folder / f"{number:02}-{type(each).__name__}.pkl").write_bytes(pickle.dumps(each))


def others_files(folder):
    import argparse
    import collections
    import datetime
    import decimal
    import enum
    import fractions
    import logging
    import uuid

    import omegaconf

    values = {
        "namespace": argparse.Namespace(lr=0.1, path=pathlib.PurePosixPath("a/b")), "path": pathlib.Path("a/b"),
        "ordered": collections.OrderedDict(a=1), "counter": collections.Counter("aab"), "deque": collections.deque([1], 3),
        "default": collections.defaultdict(list, a=[1]), "date": datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc),
        "decimal": decimal.Decimal("1.5"), "fraction": fractions.Fraction(1, 3), "uuid": uuid.UUID(int=1),
        "omegaconf": omegaconf.OmegaConf.create({"a": [1, {"b": 2}]}), "logger": logging.getLogger("a"),
        "numbers": [1, 2.5, 1 << 80, True, None, 1j], "bytes": [b"x" * 300, bytearray(b"y")], "set": {1, 2}, "frozenset": frozenset("ab"),
        "range": range(5), "slice": slice(1, 2), "complex": 2j, "ellipsis": ..., "type": int, "function": len,
    }
    for name, value in values.items():
        for protocol in range(6):
            (folder / f"{name}-{protocol}.pkl").write_bytes(pickle.dumps(value, protocol))
    assert enum


GROUPS = {
    "torch": torch_files, "numpy": numpy_files, "pandas": pandas_files, "sklearn": sklearn_files,
    "stable-baselines3": learning_files, "sb3-contrib": contrib_files, "tokenizers": tokenizers_files, "others": others_files,
}


def main(out):
    for name, write in GROUPS.items():
        folder = pathlib.Path(out) / name
        folder.mkdir(parents=True, exist_ok=True)
        try:
            write(folder)
        except Exception as error:
            print(f"{name}: broke off: {type(error).__name__}: {error}")
        print(f"{name}: {len(list(folder.iterdir()))} files")


if __name__ == "__main__":
    main(*sys.argv[1:])
