/**
 * The quantities a scenario is written in: durations, frequencies, byte sizes, guest addresses, ratios and cycle
 * counts, each a small immutable record around one {@code long}.
 *
 * <h2>Why integers</h2>
 *
 * A laboratory for time must not lose any. Every value here is a whole number of the smallest unit of its dimension:
 * picoseconds, hertz, bytes, parts per billion, cycles. Arithmetic is exact and checked: an operation whose result
 * does not fit ends in an {@link java.lang.ArithmeticException} that says so, never in a wrapped number. Where a
 * division cannot be exact the method says which way it rounds, and the rule of the house is downwards (towards
 * negative infinity), because that is how a hardware counter counts: at time <i>t</i> a counter of frequency <i>f</i>
 * has seen <i>⌊t·f⌋</i> ticks.
 *
 * <h2>Range</h2>
 *
 * One picosecond is fine enough that a tick of every counter frequency in use (19.2 MHz to 1 GHz) is represented
 * without accumulating error, and coarse enough that a {@code long} spans 106 days either side of zero. Frequencies
 * go up to {@linkplain org.foliot.time.Frequency#MAX 1 THz}, one tick per picosecond.
 *
 * <h2>Text</h2>
 *
 * {@link org.foliot.time.Quantity#parse} reads {@code 10 ms}, {@code 62.5 MHz}, {@code 64 KiB}, {@code 0x1020000},
 * {@code 12.5 %}, {@code 752 cycles}; {@code toString} writes the same language, so a value survives the round trip
 * exactly. A bare number is refused: {@link org.foliot.time.QuantityFormatException} names what is wrong and which
 * units would be right.
 *
 * <p>Arithmetic on counters (offsets, LPT multipliers, the Hyper-V reference counter, pvclock) is in
 * {@code org.foliot.time.counter}.
 */
@Export
@Version("1.0.0")
package org.foliot.time;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
