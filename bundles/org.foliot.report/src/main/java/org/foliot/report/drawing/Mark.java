package org.foliot.report.drawing;

import org.foliot.export.Svg;

/** Shapes of marks, so that series can be told apart without their colours. */
public enum Mark {
    CIRCLE,
    SQUARE,
    DIAMOND,
    TRIANGLE,
    CROSS;

    private static final double SIZE = 3.6;

    /** The shape of a series by its number. */
    public static Mark ofSeries(int number) {
        return values()[Math.floorMod(number, values().length)];
    }

    /** Draws it at a place. */
    public void draw(Svg svg, double x, double y, String colour) {
        String path =
                switch (this) {
                    case CIRCLE -> "M" + pair(x - SIZE, y) + arc(x + SIZE, y) + arc(x - SIZE, y) + "Z";
                    case SQUARE -> polygon(x, y, -1, -1, 1, -1, 1, 1, -1, 1);
                    case DIAMOND -> polygon(x, y, 0, -1.35, 1.35, 0, 0, 1.35, -1.35, 0);
                    case TRIANGLE -> polygon(x, y, 0, -1.3, 1.2, 1, -1.2, 1);
                    case CROSS ->
                        polygon(
                                x, y, -1.3, -0.4, -0.4, -0.4, -0.4, -1.3, 0.4, -1.3, 0.4, -0.4, 1.3, -0.4, 1.3, 0.4,
                                0.4, 0.4, 0.4, 1.3, -0.4, 1.3, -0.4, 0.4, -1.3, 0.4);
                };
        svg.begin("path")
                .attribute("d", path)
                .attribute("fill", colour)
                .attribute("stroke", "#ffffff")
                .attribute("stroke-width", 0.8)
                .end("path");
    }

    private static String polygon(double x, double y, double... corners) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < corners.length; i += 2) {
            path.append(i == 0 ? 'M' : 'L').append(pair(x + corners[i] * SIZE, y + corners[i + 1] * SIZE));
        }
        return path.append('Z').toString();
    }

    private static String arc(double x, double y) {
        return "A" + Svg.number(SIZE) + " " + Svg.number(SIZE) + " 0 0 1 " + pair(x, y);
    }

    private static String pair(double x, double y) {
        return Svg.number(x) + " " + Svg.number(y);
    }
}
