"""The same four charts with Vizro, from cells that are ready."""

import os

import pandas as pd
import vizro.models as vm
import vizro.plotly.express as px
from vizro import Vizro

CELLS = pd.read_csv(os.environ["CELLS"]).assign(label=lambda frame: frame.year.astype(str))

page = vm.Page(
    title="Cells",
    components=[
        vm.Graph(figure=px.bar(group, x="district", y="value", color="label", barmode="group"))
        for _indicator, group in CELLS.groupby("indicator")
    ],
    controls=[vm.Filter(column="year", selector=vm.Slider(range=True, step=1))],
)
server = Vizro().build(vm.Dashboard(pages=[page])).dash.server
