/**
 * Charts of numbers with what is uncertain about them, apart from how they are drawn.
 *
 * <h2>What a chart is</h2>
 *
 * A {@link org.foliot.report.chart.Chart} has two {@linkplain org.foliot.report.chart.Axis axes} and any number of {@linkplain
 * org.foliot.report.chart.Series series}. A series is a list of {@linkplain org.foliot.report.chart.Point points}; a point may carry
 * an {@linkplain org.foliot.report.chart.Interval interval}, which is drawn as an error bar. An axis is linear, logarithmic, or has
 * {@linkplain org.foliot.report.chart.Axis.Scale#CATEGORIES categories}, whose places are 0, 1, 2 and so on.
 *
 * <p>Whoever has results of a study, for example what {@code put_user} costs per load over the number of vCPUs, for each memory
 * strategy, makes one series for each strategy and one point for each number of vCPUs, with the mean and its confidence
 * interval, and says in the chart's note what kind of interval that is and of how many runs.
 *
 * {@snippet :
 * Chart chart = Chart.of(
 *         "What an update costs",
 *         Axis.logarithmic("vCPUs", ""),
 *         Axis.linear("update cost per load", "ns"),
 *         List.of(Series.line("donated", List.of(Point.of(1, 41).between(39.5, 42.5), Point.of(2, 44).between(42, 46)))))
 *         .withNote("Means of 30 runs with 95 % Student intervals.");
 * ChartPicture.write(chart, svg);
 * }
 *
 * <h2>How it is drawn</h2>
 *
 * {@link org.foliot.report.chart.ChartPicture} draws a chart as static SVG with the same bytes every time; {@link
 * org.foliot.report.Report} takes charts onto a page, where they can be zoomed.
 */
@Export
@Version("0.1.0")
package org.foliot.report.chart;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
