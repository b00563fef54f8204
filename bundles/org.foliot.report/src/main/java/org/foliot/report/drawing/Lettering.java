package org.foliot.report.drawing;

import org.foliot.export.Svg;

/** What is written around a picture: its title, and the numbers and the name of an axis that goes up. */
public final class Lettering {
    private static final double SMALL = 11;

    private Lettering() {}

    /** The title of a picture, in its first line. */
    public static void title(Svg svg, double left, String title) {
        svg.begin("text")
                .attribute("x", left)
                .attribute("y", 26)
                .attribute("font-size", 15)
                .attribute("font-weight", "bold")
                .attribute("fill", Colours.INK)
                .content(title)
                .end("text");
    }

    /**
     * The numbers of an axis that goes up, and a line across the picture for each.
     *
     * @param gap between a number and the left end of its line, in pixels
     */
    public static void numbers(Svg svg, Scale scale, double left, double right, double gap) {
        for (Scale.Tick tick : scale.ticks()) {
            double y = scale.at(tick.value());
            svg.line(left, y, right, y, Colours.GRID, 1);
            svg.label(left - gap, y + 4, "end", SMALL, Colours.FAINT, tick.label());
        }
    }

    /** The name of an axis that goes up, written upwards at the left of the picture around a height. */
    public static void upwards(Svg svg, double middle, String name) {
        svg.begin("text")
                .attribute("transform", "translate(18 " + Svg.number(middle) + ") rotate(-90)")
                .attribute("text-anchor", "middle")
                .attribute("fill", Colours.INK)
                .content(name)
                .end("text");
    }
}
