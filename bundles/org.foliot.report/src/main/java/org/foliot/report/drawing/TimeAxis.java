package org.foliot.report.drawing;

import org.foliot.export.Svg;
import org.foliot.export.TimeUnit;

/** A horizontal axis of time in the unit that suits its length. */
public final class TimeAxis {
    private final Scale scale;
    private final TimeUnit unit;

    /**
     * An axis from 0.
     *
     * @param end in picoseconds, more than 0
     * @param left pixel of 0
     * @param right pixel of the end
     */
    public TimeAxis(long end, double left, double right) {
        this.unit = TimeUnit.fitting(end);
        this.scale = Scale.exact(0, (double) end / unit.picoseconds(), left, right, 10);
    }

    /** The unit of its numbers. */
    public TimeUnit unit() {
        return unit;
    }

    /** The pixel of an instant in picoseconds. */
    public double at(long picoseconds) {
        return scale.at((double) picoseconds / unit.picoseconds());
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
