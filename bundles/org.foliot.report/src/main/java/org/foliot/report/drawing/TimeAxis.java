package org.foliot.report.drawing;

import java.util.List;
import org.foliot.export.Svg;

/** A horizontal axis of time in the unit that suits its length. */
public final class TimeAxis {
    /**
     * A unit of time.
     *
     * @param symbol how it is written
     * @param picoseconds how long it is
     */
    public record Unit(String symbol, double picoseconds) {}

    private static final List<Unit> UNITS = List.of(
            new Unit("s", 1e12), new Unit("ms", 1e9), new Unit("us", 1e6), new Unit("ns", 1e3), new Unit("ps", 1));

    private final Scale scale;
    private final Unit unit;

    /**
     * An axis from 0.
     *
     * @param end in picoseconds, more than 0
     * @param left pixel of 0
     * @param right pixel of the end
     */
    public TimeAxis(long end, double left, double right) {
        this.unit = fitting(end);
        this.scale = Scale.exact(0, end / unit.picoseconds(), left, right, 10);
    }

    /** The largest unit of which a time holds at least one; seconds for none at all. */
    public static Unit fitting(long picoseconds) {
        return picoseconds == 0
                ? UNITS.get(0)
                : UNITS.stream()
                        .filter(u -> Math.abs((double) picoseconds) >= u.picoseconds())
                        .findFirst()
                        .orElseThrow();
    }

    /** The unit of its numbers. */
    public Unit unit() {
        return unit;
    }

    /** The pixel of an instant in picoseconds. */
    public double at(long picoseconds) {
        return scale.at(picoseconds / unit.picoseconds());
    }

    /** Draws its lines between two heights, and its numbers below. */
    public void draw(Svg svg, double above, double below) {
        for (Scale.Tick tick : scale.ticks()) {
            double x = scale.at(tick.value());
            svg.line(x, above, x, below, Colours.GRID, 1);
            svg.label(x, below + 15, "middle", 11, Colours.FAINT, tick.label() + " " + unit.symbol());
        }
    }
}
