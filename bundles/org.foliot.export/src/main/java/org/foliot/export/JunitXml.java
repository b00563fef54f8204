package org.foliot.export;

import java.io.IOException;
import java.io.Writer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes JUnit XML, which continuous integration reads: each element on a line of its own, and only text that XML can hold. */
public final class JunitXml {
    private static final String NEW_LINE = "\n";

    private final XMLStreamWriter xml;
    private int depth;
    /** Whether an element was begun and nothing but text has followed. */
    private boolean begun;

    private JunitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** What is in a document. */
    @FunctionalInterface
    public interface Suites {
        /** Writes one element after the other. */
        void writeTo(JunitXml xml) throws XMLStreamException;
    }

    /**
     * Writes a document; the writer stays open.
     *
     * @param name of all suites together
     * @throws IOException if the writer does, or somebody has begun an element and not ended it
     */
    public static void write(String name, Suites suites, Writer out) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            new JunitXml(xml).document(name, suites);
            xml.flush();
            out.write(NEW_LINE);
            out.flush();
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException io) {
                throw io;
            }
            throw new IOException("cannot write JUnit XML: " + e.getMessage(), e);
        }
    }

    private void document(String name, Suites suites) throws XMLStreamException {
        // The standalone attribute and the quotes of writeStartDocument differ between implementations.
        xml.writeProcessingInstruction("xml", "version=\"1.0\" encoding=\"UTF-8\"");
        begin("testsuites");
        attribute("name", name);
        suites.writeTo(this);
        begun = false;
        end();
    }

    /** Begins an element, to which attributes and then text or other elements may be added until its {@link #end}. */
    public void begin(String element) throws XMLStreamException {
        indent();
        xml.writeStartElement(element);
        depth++;
        begun = true;
    }

    /** Writes an element to which only attributes are added. */
    public void empty(String element) throws XMLStreamException {
        indent();
        xml.writeEmptyElement(element);
        begun = false;
    }

    /** Gives the element that was just begun, or is empty, an attribute. */
    public void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, XmlText.legal(value));
    }

    /** Puts text into the element that was begun last. */
    public void text(String text) throws XMLStreamException {
        xml.writeCharacters(XmlText.legal(text));
    }

    /** Ends the element that was begun last and has not ended. */
    public void end() throws XMLStreamException {
        depth--;
        if (!begun) {
            indent();
        }
        xml.writeEndElement();
        begun = false;
    }

    private void indent() throws XMLStreamException {
        xml.writeCharacters(NEW_LINE + "  ".repeat(depth));
    }
}
