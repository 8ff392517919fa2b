package org.bascule.bench.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The plots of the manual's page. */
final class Plots {
  static final String LATENCY = "latency.svg";

  private static final int WIDTH = 900;
  private static final int HEIGHT = 420;
  private static final double NANOS_PER_MICRO = 1000;
  private static final String MICROSECONDS = "µs";

  /** Each letter of a plot is an outline: the fewer, the better. */
  private static final Map<String, String> LABELS = labels();

  private final Path directory;

  /** They go there. */
  Plots(Path directory) {
    this.directory = directory;
  }

  private static Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("BridgeAdd.add", "add");
    labels.put("BridgePow.pow", "pow");
    labels.put("BridgeStruct.structure", "struct");
    labels.put("BridgeStruct.record", "record");
    labels.put("BridgeArray.doubles", "double[]");
    labels.put("BridgeText.in", "text in");
    labels.put("BridgeText.out", "text out");
    labels.put("BridgeSort.sort", "float[]");
    labels.put("BridgeBelt.nine", "callbacks");
    labels.put("BridgeImage.filter", "image");
    labels.put("BridgeBlock.call", "block");
    labels.put("EachAdd.each", "each");
    labels.put("BatchOfFour.batch", "batch");
    return labels;
  }

  /** Writes all of them. */
  void write(Report report, List<Point> growth) throws IOException {
    Files.createDirectories(directory);
    for (Part part : report.parts()) {
      if (part.section() == Section.FREE) {
        write(LATENCY, latency(part.results()));
      }
    }
    for (Growing growing : Growing.values()) {
      write(growing.file(), growth(growing, growth));
    }
  }

  private void write(String name, Chart<?, ?> chart) throws IOException {
    Files.writeString(directory.resolve(name), SmallSvg.of(chart));
  }

  private static CategoryChart latency(List<Measured> results) {
    CategoryChart chart =
        new CategoryChartBuilder().width(WIDTH).height(HEIGHT).yAxisTitle(MICROSECONDS).build();
    style(chart.getStyler());
    chart.getStyler().setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Scatter);
    List<Shape> shapes =
        Catalogue.shapes().stream()
            .filter(shape -> LABELS.containsKey(shape.ours()))
            .filter(shape -> Measured.find(results, shape.ours()).isPresent())
            .toList();
    series(chart, "Bascule", shapes, Shape::ours, results);
    series(chart, "JNA", shapes, Shape::jna, results);
    series(chart, "JNA direct", shapes, Shape::direct, results);
    series(chart, "floor", shapes, Shape::floor, results);
    return chart;
  }

  private static void series(
      CategoryChart chart,
      String title,
      List<Shape> shapes,
      Function<Shape, String> benchmark,
      List<Measured> results) {
    List<String> labels = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    for (Shape shape : shapes) {
      labels.add(LABELS.get(shape.ours()));
      times.add(
          Measured.find(results, benchmark.apply(shape))
              .map(result -> result.nanoseconds() / NANOS_PER_MICRO)
              .orElse(null));
    }
    chart.addSeries(title, labels, times);
  }

  private static XYChart growth(Growing growing, List<Point> points) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .xAxisTitle(growing.label())
            .yAxisTitle(MICROSECONDS)
            .build();
    style(chart.getStyler());
    chart.getStyler().setXAxisLogarithmic(true);
    Point.curves(growing, points)
        .forEach(
            (name, curve) -> {
              // Nothing has no place on a logarithmic axis.
              List<Point> shown = curve.stream().filter(point -> point.size() > 0).toList();
              chart.addSeries(
                  name,
                  shown.stream().mapToDouble(Point::size).toArray(),
                  shown.stream().mapToDouble(p -> p.nanoseconds() / NANOS_PER_MICRO).toArray());
            });
    return chart;
  }

  private static void style(AxesChartStyler styler) {
    styler.setYAxisLogarithmic(true);
    styler.setChartTitleVisible(false);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setLegendPosition(LegendPosition.OutsideE);
    // A dashed line would become an outline for each dash.
    styler.setPlotGridLinesStroke(new BasicStroke(0.5f));
    styler.setPlotGridVerticalLinesVisible(false);
  }
}
