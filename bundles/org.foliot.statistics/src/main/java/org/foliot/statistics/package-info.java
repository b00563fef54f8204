/**
 * What many runs say together: how sure a mean is, whether one strategy beats another, which quantile is where, and which
 * parameter matters.
 *
 * <p>Everything is a pure function of its numbers. Sums are exact before they are rounded once ({@link
 * org.foliot.statistics.ExactSum}), and what is drawn at random is drawn from a stream with a name and a seed, so a result has
 * the same bits on every machine and in whatever order runs have finished. Numbers are {@code double}: nothing here is on the
 * way of a simulation, only behind it.
 *
 * <table>
 * <caption>Which to take</caption>
 * <tr><td>independent runs, a mean</td><td>{@link org.foliot.statistics.MeanEstimate}</td></tr>
 * <tr><td>independent runs, skewed, or another statistic</td><td>{@link org.foliot.statistics.Bootstrap}</td></tr>
 * <tr><td>one long run</td><td>{@link org.foliot.statistics.BatchMeans}, after its warm-up</td></tr>
 * <tr><td>quantiles</td><td>{@link org.foliot.statistics.QuantileInterval}; of more than fits in memory {@link
 * org.foliot.statistics.QuantileSketch}</td></tr>
 * <tr><td>two strategies, same seeds</td><td>{@link org.foliot.statistics.PairedComparison}</td></tr>
 * <tr><td>which parameter matters</td><td>{@link org.foliot.statistics.Morris} to screen, {@link
 * org.foliot.statistics.Sobol} to apportion</td></tr>
 * </table>
 */
@Export
@Version("0.1.0")
package org.foliot.statistics;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
