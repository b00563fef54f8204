import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Makes the help of the workbench of the pages: each as HTML, and the table of contents that the first of them is.
 *
 * <p>Headings have the anchors that links in the pages use; so have rows of tables that begin with a word of the language, so
 * that help on a word leads to its row.
 *
 * <p>{@code java HelpPages.java FROM TO}
 */
public final class HelpPages {
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final String PAGES = "html";

    private HelpPages() {}

    public static void main(String[] folders) throws IOException {
        Path from = Path.of(folders[0]);
        Path to = Path.of(folders[1]);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path page : files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
                String path = html(from.relativize(page).toString().replace('\\', '/'));
                String root = "../".repeat(path.length() - path.replace("/", "").length());
                Path file = to.resolve(PAGES).resolve(path);
                Files.createDirectories(file.getParent());
                Files.writeString(file, page(PARSER.parse(Files.readString(page)), root), StandardCharsets.UTF_8);
            }
        }
        Files.writeString(
                to.resolve("toc.xml"), contents(PARSER.parse(Files.readString(from.resolve("index.md")))),
                StandardCharsets.UTF_8);
    }

    /** Links of pages are to pages. */
    private static String html(String address) {
        return address.replaceFirst("\\.md(?=#|$)", ".html");
    }

    private static String page(Node document, String root) {
        HtmlRenderer renderer = HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .attributeProviderFactory(context -> new Anchors())
                .build();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                link.setDestination(html(link.getDestination()));
            }
        });
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>"
                + escaped(text(document.getFirstChild()))
                + "</title>\n<link rel=\"stylesheet\" href=\"" + root + "help.css\">\n</head>\n<body>\n"
                + renderer.render(document) + "</body>\n</html>\n";
    }

    /** The ids of one page. */
    private static final class Anchors implements AttributeProvider {
        private final Set<String> taken = new HashSet<>();

        @Override
        public void setAttributes(Node node, String tag, Map<String, String> attributes) {
            String id = "";
            if (node instanceof Heading) {
                id = text(node).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
            } else if (node instanceof TableRow && node.getParent() instanceof TableBody) {
                Node first = node.getFirstChild().getFirstChild();
                id = first instanceof Code word && word.getNext() == null ? word.getLiteral() : "";
            }
            if (id.matches("[a-z0-9_-]+") && taken.add(id)) {
                attributes.put("id", id);
            }
        }
    }

    /** A table of contents as the platform reads it: a section for each list, and in it what the list links to. */
    private static String contents(Node document) {
        StringBuilder toc = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<toc label=\"")
                .append(escaped(text(document.getFirstChild())))
                .append("\" topic=\"")
                .append(PAGES)
                .append("/index.html\">\n");
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof BulletList list && list.getPrevious() instanceof Paragraph title) {
                toc.append("  <topic label=\"")
                        .append(escaped(text(title).replaceFirst(":$", "")))
                        .append("\">\n");
                append(list, "    ", toc);
                toc.append("  </topic>\n");
            }
        }
        return toc.append("</toc>\n").toString();
    }

    private static void append(Node list, String indent, StringBuilder toc) {
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            boolean open = false;
            for (Node part = item.getFirstChild(); part != null; part = part.getNext()) {
                if (part instanceof BulletList below) {
                    append(below, indent + "  ", toc);
                    continue;
                }
                for (Node link = part.getFirstChild(); link != null; link = link.getNext()) {
                    if (link instanceof Link to) {
                        toc.append(open ? indent + "</topic>\n" : "")
                                .append(indent)
                                .append("<topic label=\"")
                                .append(escaped(capital(text(to))))
                                .append("\" href=\"")
                                .append(PAGES)
                                .append('/')
                                .append(escaped(html(to.getDestination())))
                                .append("\">\n");
                        open = true;
                    }
                }
            }
            toc.append(open ? indent + "</topic>\n" : "");
        }
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak part) {
                text.append(' ');
            }
        });
        return text.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
