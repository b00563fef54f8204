package org.foliot.report.drawing;

import java.util.List;

/**
 * The colours of pictures: those of Okabe and Ito, which people with any of the common colour deficiencies can tell apart.
 *
 * @see <a href="https://jfly.uni-koeln.de/color/">Color Universal Design, Okabe and Ito 2008</a>
 */
public final class Colours {
    /** Text and axes. */
    public static final String INK = "#1f2328";
    /** What is less important. */
    public static final String FAINT = "#59636e";
    /** Lines of a grid. */
    public static final String GRID = "#e4e7eb";
    /** The ground of a lane. */
    public static final String GROUND = "#f3f4f6";

    private static final List<String> SERIES =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#59636e", "#b8a900");

    private Colours() {}

    /** The colour of a series by its number, again from the first after the last. */
    public static String ofSeries(int number) {
        return SERIES.get(Math.floorMod(number, SERIES.size()));
    }
}
