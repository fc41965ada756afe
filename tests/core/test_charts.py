"""A chart puts every reading where its value is, and draws no line across what is missing."""

from typing import Any

from django.template import Context, Template

from core.charts import (
    BOTTOM,
    LEFT,
    MOST_LABELS,
    RIGHT,
    TOP,
    Guide,
    GuideKind,
    LineChart,
    Marker,
    NumberedMark,
    Reading,
    line_chart,
)


def chart_of(*values: float | None, **options: Any) -> LineChart:  # whatever line_chart takes
    readings = [Reading(f"Month {place}", value) for place, value in enumerate(values)]
    return line_chart(readings, name="one", title="Title", description="Words", **options)


def rendered(chart: LineChart) -> str:
    return Template("{% load lodestar %}{% line_chart chart %}").render(Context({"chart": chart}))


def test_readings_run_from_edge_to_edge_and_from_nought_to_the_top() -> None:
    dots = chart_of(0, 50, 100).dots
    middle = (LEFT + RIGHT) // 2, (TOP + BOTTOM) // 2
    assert [(dot.x, dot.y) for dot in dots] == [(LEFT, BOTTOM), middle, (RIGHT, TOP)]


def test_the_scale_goes_up_to_ten_where_it_is_told_so() -> None:
    chart = chart_of(10, top_value=10)
    assert [tick.text for tick in chart.up] == ["0", "2", "4", "6", "8", "10"]
    assert chart.dots[0].y == TOP


def test_a_missing_month_breaks_the_line_and_gets_no_point() -> None:
    chart = chart_of(10, 20, None, 30, 40, None, 50)
    assert len(chart.lines) == 2
    assert [dot.words for dot in chart.dots] == [
        "Month 0: 10",
        "Month 1: 20",
        "Month 3: 30",
        "Month 4: 40",
        "Month 6: 50",
    ]


def test_a_single_reading_stands_in_the_middle_without_a_line() -> None:
    chart = chart_of(50)
    assert (chart.lines, chart.dots[0].x) == ((), (LEFT + RIGHT) // 2)


def test_no_reading_at_all_still_draws_the_scale() -> None:
    chart = chart_of(None, None)
    assert (chart.lines, chart.dots) == ((), ())
    assert "<svg" in rendered(chart)


def test_labels_below_are_few_and_end_with_the_latest() -> None:
    for count in range(1, 40):
        along = chart_of(*[50] * count).along
        assert 1 <= len(along) <= MOST_LABELS
        assert along[-1].text == f"Month {count - 1}"


def test_a_limit_beyond_the_scale_is_drawn_at_its_end() -> None:
    guides = chart_of(
        90, guides=[Guide(112, GuideKind.LIMIT, "Up"), Guide(-3, GuideKind.LIMIT, "")]
    ).guides
    assert [guide.y for guide in guides] == [TOP, BOTTOM]


def test_the_picture_has_a_title_a_description_and_its_key_in_words() -> None:
    readings = [
        Reading("May", 20, words="20 or lower", marker=Marker.BOUND),
        Reading("June", 90, stands_out=True),
    ]
    chart = line_chart(
        readings,
        name="own",
        title="<b>Worth a look",
        description="Two months",
        guides=[Guide(55, GuideKind.MEAN, "Mean: 55")],
        marks=[NumberedMark(1, 7)],
    )
    html = rendered(chart)
    assert 'role="img" aria-labelledby="own-title own-desc"' in html
    assert '<title id="own-title">&lt;b&gt;Worth a look</title>' in html
    for words in ("May: 20 or lower", "Mean: 55", "further out than the square", "Worth a look"):
        assert words in html
    assert ">7</text>" in html
    assert "style=" not in html


def test_a_plain_line_needs_no_key() -> None:
    assert "figcaption" not in rendered(chart_of(1, 2, 3))
