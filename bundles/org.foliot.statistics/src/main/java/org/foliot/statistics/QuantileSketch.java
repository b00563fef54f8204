package org.foliot.statistics;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/**
 * Quantiles of more values than one wants to keep, which can be merged over runs: a histogram whose steps grow with the value
 * (G. Tene's HdrHistogram). A quantile is at most {@link #RELATIVE_ERROR} of itself away from the true one, and exact below
 * {@code 2048}. Merging gives the same counts in any order.
 */
public final class QuantileSketch {
    /** Three significant digits. */
    public static final double RELATIVE_ERROR = 1e-3;

    private static final int DIGITS = 3;

    private final Histogram histogram;

    private QuantileSketch(Histogram histogram) {
        this.histogram = histogram;
        histogram.setAutoResize(true);
    }

    /** One without values. */
    public QuantileSketch() {
        this(new Histogram(DIGITS));
    }

    /**
     * Counts a value.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public void add(long value) {
        if (value < 0) {
            throw new IllegalArgumentException(value + " is negative");
        }
        histogram.recordValue(value);
    }

    /** Counts everything that another has counted. */
    public void merge(QuantileSketch other) {
        histogram.add(other.histogram);
    }

    /** How many values there are. */
    public long size() {
        return histogram.getTotalCount();
    }

    /**
     * The smallest value that at least this part of all values does not exceed, rounded up to the end of its step.
     *
     * @param probability from 0 to 1
     * @throws IllegalStateException if there is no value
     */
    public long quantile(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("no probability: " + probability);
        }
        if (size() == 0) {
            throw new IllegalStateException("no values have no quantiles");
        }
        return histogram.getValueAtPercentile(100 * probability);
    }

    /** For keeping it; see {@link #fromBytes}. The same values give the same bytes. */
    public byte[] toBytes() {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoByteBuffer(buffer);
        byte[] bytes = new byte[length];
        buffer.flip().get(bytes);
        return bytes;
    }

    /**
     * The one that was kept.
     *
     * @throws IllegalArgumentException if these are not the bytes of one
     */
    public static QuantileSketch fromBytes(byte[] bytes) {
        try {
            return new QuantileSketch(Histogram.decodeFromByteBuffer(ByteBuffer.wrap(bytes), 0));
        } catch (RuntimeException wrong) {
            throw new IllegalArgumentException("no histogram: " + wrong.getMessage(), wrong);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof QuantileSketch sketch && histogram.equals(sketch.histogram);
    }

    @Override
    public int hashCode() {
        return Objects.hash(histogram);
    }
}
