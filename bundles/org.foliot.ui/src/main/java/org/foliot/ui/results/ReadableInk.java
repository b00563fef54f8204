package org.foliot.ui.results;

import org.eclipse.swt.graphics.RGB;

/** Colours that can be read on the ground that they are on, as WCAG 2 defines it for text of usual size. */
public final class ReadableInk {
    /** The contrast of level AA. */
    public static final double CONTRAST = 4.5;

    private static final int STEPS = 20;
    private static final RGB BLACK = new RGB(0, 0, 0);
    private static final RGB WHITE = new RGB(255, 255, 255);

    private ReadableInk() {}

    /** The colour nearest to one, on its way to black or white, that can be read on a ground. */
    public static RGB on(RGB ground, RGB colour) {
        RGB far = contrast(ground, BLACK) > contrast(ground, WHITE) ? BLACK : WHITE;
        RGB found = colour;
        for (int step = 1; step <= STEPS && contrast(ground, found) < CONTRAST; step++) {
            found = between(colour, far, step);
        }
        return found;
    }

    private static RGB between(RGB from, RGB to, int step) {
        return new RGB(
                between(from.red, to.red, step),
                between(from.green, to.green, step),
                between(from.blue, to.blue, step));
    }

    private static int between(int from, int to, int step) {
        return from + (to - from) * step / STEPS;
    }

    /** How much two colours differ in light, from 1 for none to 21 for black and white. */
    public static double contrast(RGB one, RGB other) {
        double high = Math.max(luminance(one), luminance(other));
        double low = Math.min(luminance(one), luminance(other));
        return (high + 0.05) / (low + 0.05);
    }

    /** Relative luminance, 0 for black and 1 for white. */
    public static double luminance(RGB colour) {
        return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
