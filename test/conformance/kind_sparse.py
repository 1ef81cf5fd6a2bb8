"""Cases: sparse tensors in all five layouts, as every version writes them."""
import torch

import pickle_assembler as asm
from archive_writer import read_entries, write_entries
from case_zip_variants import Archive, saved
from cases import MODERN

DTYPES = ("float32", "float64", "float16", "bfloat16", "int64", "int8", "bool", "complex64", "complex128")


def write(cases):
    for name in DTYPES:
        cases.save(f"sparse-{name}", lambda: {layout: make() for layout, make in layouts(matrix(name)).items()}, "sparse",
                   f"COO, CSR, CSC, BSR and BSC in {name}", optional=True)
        cases.save(f"sparse-coo-csr-{name}", lambda: {layout: layouts(matrix(name))[layout]() for layout in ("coo", "csr")}, "sparse",
                   f"COO and CSR in {name}: what torch 1.13 can write too", optional=True)
    for name, make in layouts(matrix("float32")).items():
        cases.save(f"sparse-{name}-alone", make, "sparse", f"one {name.upper()} tensor alone", optional=True)
    cases.save("sparse-coo-uncoalesced", uncoalesced, "sparse", "COO with duplicate indices out of order, and the same coalesced")
    cases.save("sparse-coo-hybrid", hybrid, "sparse", "COO with dense dimensions, empty ones, int32 shapes")
    cases.save("sparse-csr-int32", lambda: {"w": matrix("float32").to_sparse_csr(), "narrow": narrow_csr()}, "sparse", "CSR with int32 indices", optional=True)
    cases.save("sparse-csr-batched", lambda: {"w": torch.stack([matrix("float32")] * 2).to_sparse_csr()}, "sparse", "batched CSR", optional=True)
    cases.save("sparse-compressed-dense", lambda: {"bsr": matrix("float32").to_sparse_bsr((2, 2)), "bsc": matrix("float32").to_sparse_bsc((1, 2))},
               "sparse", "blocks of two shapes", optional=True)
    cases.save("sparse-parameter", lambda: {"w": torch.nn.Parameter(matrix("float32").to_sparse()), "b": torch.nn.Parameter(torch.rand(2))},
               "sparse", "a sparse Parameter beside a dense one")
    cases.save("sparse-embedding-optimizer", sparse_adam, "sparse", "SparseAdam's state after a sparse gradient")
    if MODERN:
        by_hand(cases)


def matrix(name):
    values = torch.tensor([[0, 1, 0, 2], [3, 0, 0, 0], [0, 0, 4, 0], [0, 5, 0, 0]])
    return values.to(getattr(torch, name))


def layouts(dense):
    makers = {"coo": dense.to_sparse, "csr": dense.to_sparse_csr}
    if hasattr(dense, "to_sparse_bsr"):
        makers.update(csc=dense.to_sparse_csc, bsr=lambda: dense.to_sparse_bsr((2, 2)), bsc=lambda: dense.to_sparse_bsc((2, 2)))
    return makers


def uncoalesced():
    tensor = torch.sparse_coo_tensor([[2, 0, 2], [1, 0, 1]], [3.0, 1.0, 4.0], (3, 2))
    return {"raw": tensor, "coalesced": tensor.coalesce()}


def hybrid():
    return {"rows": torch.sparse_coo_tensor([[1, 3]], torch.rand(2, 5), (6, 5)), "empty": torch.sparse_coo_tensor(size=(2, 3)),
            "scalar": torch.sparse_coo_tensor(torch.zeros(0, 1, dtype=torch.int64), torch.tensor([2.5]), ()),
            "wide": torch.sparse_coo_tensor([[0]], torch.rand(1, 2, 3).double(), (4, 2, 3))}


def narrow_csr():
    return torch.sparse_csr_tensor(torch.tensor([0, 1, 2], dtype=torch.int32), torch.tensor([1, 0], dtype=torch.int32), torch.rand(2), (2, 2))


def sparse_adam():
    embedding = torch.nn.Embedding(5, 2, sparse=True)
    optimizer = torch.optim.SparseAdam(embedding.parameters())
    embedding(torch.tensor([1, 3])).sum().backward()
    optimizer.step()
    return {"model": embedding.state_dict(), "grad": embedding.weight.grad, "optimizer": optimizer.state_dict()}


def by_hand(cases):
    """Forms that only other versions wrote, put together from a saved COO tensor's parts."""
    def one(body):
        archive = Archive(saved({"indices": torch.tensor([[0, 2], [1, 0]]), "values": torch.tensor([1.5, 2.5])}))
        return archive.change(lambda n: n.endswith("data.pkl"), data=asm.program(asm.dict_of([(asm.text("w"), body)]))).bytes()

    indices = asm.tensor(asm.storage("0", 4, storage_class=("torch", "LongStorage")), (2, 2), (2, 1))
    values = asm.tensor(asm.storage("1", 2), (2,), (1,))
    size = asm.call(asm.name("torch", "Size"), asm.integers((3, 2)))
    layout = asm.call(asm.name("torch.serialization", "_get_layout"), asm.text("torch.sparse_coo"))
    rebuild = asm.name("torch._utils", "_rebuild_sparse_tensor")
    forms = {
        "three": (asm.tuple_of(indices, values, size), "three parts, as before is_coalesced was saved", "loads"),
        "none": (asm.tuple_of(indices, values, size, asm.NONE), "is_coalesced None", "loads"),
        "claims-coalesced": (asm.tuple_of(indices, values, size, asm.TRUE), "is_coalesced True although the indices are not sorted", None),
        "out-of-bounds": (asm.tuple_of(indices, values, asm.call(asm.name("torch", "Size"), asm.integers((1, 1)))), "indices outside the size", None),
    }
    for name, (data, what, expect) in forms.items():
        cases.write(f"sparse-by-hand-{name}", one(asm.call(rebuild, layout, data)), "sparse", f"_rebuild_sparse_tensor with {what}", expect=expect)
