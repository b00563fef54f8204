package org.foliot.uitests;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;

/** What is to be seen of a control on the screen, whatever draws it. */
final class Pixels {
    /** Where colours are mixed, not everybody rounds in the same way. */
    private static final int ROUNDING = 2;

    private final ImageData picture;

    private Pixels(ImageData picture) {
        this.picture = picture;
    }

    /** What is on the screen now where a control is; in the thread of the workbench. */
    static Pixels of(Control control) {
        Point size = control.getSize();
        Point place = control.toDisplay(0, 0);
        Image image = new Image(control.getDisplay(), Math.max(1, size.x), Math.max(1, size.y));
        GC screen = new GC(control.getDisplay());
        screen.copyArea(image, place.x, place.y);
        screen.dispose();
        ImageData data = image.getImageData();
        image.dispose();
        return new Pixels(data);
    }

    /** The colour of one place of the screen; in the thread of the workbench. */
    static RGB at(Display display, int x, int y) {
        Image image = new Image(display, 1, 1);
        GC screen = new GC(display);
        screen.copyArea(image, x, y);
        screen.dispose();
        ImageData data = image.getImageData();
        image.dispose();
        return data.palette.getRGB(data.getPixel(0, 0));
    }

    /** How many pixels have a colour, given as {@code 0xRRGGBB}, or one that nobody could tell from it. */
    int count(int colour) {
        int found = 0;
        for (int y = 0; y < picture.height; y++) {
            for (int x = 0; x < picture.width; x++) {
                RGB seen = picture.palette.getRGB(picture.getPixel(x, y));
                if (isNear(seen.red, colour >> 16)
                        && isNear(seen.green, colour >> 8 & 0xff)
                        && isNear(seen.blue, colour & 0xff)) {
                    found++;
                }
            }
        }
        return found;
    }

    private static boolean isNear(int seen, int wanted) {
        return Math.abs(seen - wanted) <= ROUNDING;
    }
}
