package org.foliot.export;

import java.io.IOException;
import java.io.Writer;

/**
 * A picture as SVG 1.1 while it is drawn. The same calls give the same bytes on every machine: coordinates are rounded to
 * hundredths of a pixel, and attributes stand in the order in which they are given.
 */
public final class Svg {
    private final StringBuilder out = new StringBuilder();
    private boolean open;

    /**
     * Begins a picture on white ground.
     *
     * @param width in pixels
     * @param height in pixels
     */
    public Svg(int width, int height) {
        begin("svg")
                .attribute("xmlns", "http://www.w3.org/2000/svg")
                .attribute("width", width)
                .attribute("height", height)
                .attribute("viewBox", "0 0 " + width + " " + height)
                .attribute("font-family", "sans-serif")
                .attribute("font-size", 12);
        rectangle(0, 0, width, height, "#ffffff", "");
    }

    /** Begins an element, to which attributes, then text and other elements may be added until its {@link #end}. */
    public Svg begin(String element) {
        close();
        out.append('<').append(element);
        open = true;
        return this;
    }

    /** Gives the element that was just begun an attribute. */
    public Svg attribute(String name, String value) {
        out.append(' ')
                .append(name)
                .append("=\"")
                .append(XmlText.escaped(value))
                .append('"');
        return this;
    }

    /** Gives the element that was just begun an attribute. */
    public Svg attribute(String name, double value) {
        return attribute(name, number(value));
    }

    /** Puts text into the element that was begun last. */
    public Svg content(String text) {
        closeTag();
        out.append(XmlText.escaped(text));
        return this;
    }

    /** Says what an element shows, to browsers under the pointer and to those who read aloud; nothing for no text. */
    public Svg title(String text) {
        if (!text.isEmpty()) {
            closeTag();
            out.append("<title>").append(XmlText.escaped(text)).append("</title>");
        }
        return this;
    }

    /** Ends an element that has been begun, on a line of its own end. */
    public Svg end(String element) {
        if (open) {
            out.append("/>\n");
            open = false;
        } else {
            out.append("</").append(element).append(">\n");
        }
        return this;
    }

    /** Begins elements that belong together and share what they are drawn with; see {@link #attribute}. */
    public Svg beginGroup() {
        return begin("g");
    }

    /** Ends them. */
    public Svg endGroup() {
        return end("g");
    }

    /** A filled rectangle with a title, empty for none. */
    public Svg rectangle(double left, double top, double width, double height, String fill, String title) {
        return begin("rect")
                .attribute("x", left)
                .attribute("y", top)
                .attribute("width", width)
                .attribute("height", height)
                .attribute("fill", fill)
                .title(title)
                .end("rect");
    }

    /** A straight line. */
    public Svg line(double x1, double y1, double x2, double y2, String stroke, double width) {
        return begin("line")
                .attribute("x1", x1)
                .attribute("y1", y1)
                .attribute("x2", x2)
                .attribute("y2", y2)
                .attribute("stroke", stroke)
                .attribute("stroke-width", width)
                .end("line");
    }

    /**
     * A line of text that begins at a place.
     *
     * @param weight {@code normal} or {@code bold}
     */
    public Svg text(double left, double base, String fill, String weight, String text) {
        return begin("text")
                .attribute("x", left)
                .attribute("y", base)
                .attribute("fill", fill)
                .attribute("font-weight", weight)
                .content(text)
                .end("text");
    }

    /**
     * A line of text beside a place.
     *
     * @param anchor which part of the text is at the place: {@code start}, {@code middle} or {@code end}
     * @param size height of the letters in pixels
     */
    public Svg label(double x, double base, String anchor, double size, String fill, String text) {
        return begin("text")
                .attribute("x", x)
                .attribute("y", base)
                .attribute("text-anchor", anchor)
                .attribute("font-size", size)
                .attribute("fill", fill)
                .content(text)
                .end("text");
    }

    /** Ends the picture and writes it; the writer stays open. */
    public void write(Writer writer) throws IOException {
        end("svg");
        writer.append(out);
        writer.flush();
    }

    private void close() {
        if (open) {
            out.append(">\n");
            open = false;
        }
    }

    private void closeTag() {
        if (open) {
            out.append('>');
            open = false;
        }
    }

    /** A coordinate: hundredths, without zeros that say nothing. */
    public static String number(double value) {
        long hundredths = Math.round(value * 100);
        long whole = Math.abs(hundredths) / 100;
        long rest = Math.abs(hundredths) % 100;
        String sign = hundredths < 0 ? "-" : "";
        if (rest == 0) {
            return sign + whole;
        }
        return sign + whole + (rest % 10 == 0 ? "." + rest / 10 : rest < 10 ? ".0" + rest : "." + rest);
    }
}
