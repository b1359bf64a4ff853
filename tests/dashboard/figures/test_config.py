from dashboard.figures.config import graph_config


def test_nothing_is_uploaded_anywhere():
    config = graph_config("ru")
    assert config["showSendToCloud"] is False
    assert config["showEditInChartStudio"] is False
    assert config["displaylogo"] is False
    assert "plotlyServerURL" not in config


def test_charts_speak_the_readers_language():
    assert graph_config("ru")["locale"] == "ru"
    assert graph_config("en")["locale"] == "en"


def test_charts_neither_zoom_nor_scroll():
    assert graph_config("ru")["scrollZoom"] is False
    assert "zoom2d" in graph_config("ru")["modeBarButtonsToRemove"]
