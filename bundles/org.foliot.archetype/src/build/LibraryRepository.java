import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Lays out what a new extension is compiled and tested with as a Maven repository, with an index of its files.
 *
 * <p>A snapshot gets a version that names its content. Maven keeps what it has once found under a version for ever, so two
 * states of the libraries must never have the same.
 *
 * <p>{@code java LibraryRepository.java ROOT JARS REPOSITORY}, where ROOT is that of the sources and JARS a folder of {@code
 * ARTIFACT.jar}.
 */
public final class LibraryRepository {
    private static final String GROUP = "org.foliot";
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");
    private static final int DIGITS_OF_CONTENT = 10;

    private final Path root;
    private final Path repository;
    private final Element build;
    private final List<Path> jars;
    private final String version;
    private final List<String> index = new ArrayList<>();

    private LibraryRepository(Path root, Path folder, Path repository) throws Exception {
        this.root = root;
        this.repository = repository;
        this.build = parse(root.resolve("pom.xml"));
        try (Stream<Path> files = Files.list(folder)) {
            this.jars = files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        }
        this.version = version();
    }

    public static void main(String[] arguments) throws Exception {
        new LibraryRepository(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2])).write();
    }

    private String version() throws Exception {
        String plain = text(build, "version");
        if (!plain.endsWith("-SNAPSHOT")) {
            return plain;
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Path jar : jars) {
            digest.update(Files.readAllBytes(jar));
        }
        String content = HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS_OF_CONTENT);
        return plain.replace("SNAPSHOT", content);
    }

    private void write() throws Exception {
        for (Path jar : jars) {
            String artifact = jar.getFileName().toString().replaceFirst("\\.jar$", "");
            String place = GROUP.replace('.', '/') + "/" + artifact + "/" + version + "/" + artifact + "-" + version;
            put(place + ".jar", Files.readAllBytes(jar));
            put(place + ".pom", pom(artifact).getBytes(StandardCharsets.UTF_8));
            putSources(place + "-sources.jar", root.resolve("bundles").resolve(artifact).resolve("src/main/java"));
        }
        Files.writeString(repository.resolve("index"), version + "\n" + String.join("\n", index) + "\n");
    }

    /** Writes a file and, beside it, what Maven checks it with. */
    private void put(String path, byte[] content) throws Exception {
        Path file = repository.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        byte[] sum = MessageDigest.getInstance("SHA-1").digest(content);
        Files.writeString(repository.resolve(path + ".sha1"), HexFormat.of().formatHex(sum));
        index.add(path);
        index.add(path + ".sha1");
    }

    private void putSources(String path, Path folder) throws Exception {
        Path aside = repository.resolve("sources");
        Files.createDirectories(repository);
        try (OutputStream file = Files.newOutputStream(aside);
                ZipOutputStream out = new ZipOutputStream(file);
                Stream<Path> sources = Files.walk(folder)) {
            for (Path source : sources.filter(Files::isRegularFile).sorted().toList()) {
                ZipEntry entry = new ZipEntry(folder.relativize(source).toString().replace('\\', '/'));
                entry.setTimeLocal(java.time.LocalDateTime.of(2026, 1, 1, 0, 0));
                out.putNextEntry(entry);
                Files.copy(source, out);
            }
        }
        put(path, Files.readAllBytes(aside));
        Files.delete(aside);
    }

    /** What Maven has to know of a library: its name, and what it stands on. */
    private String pom(String artifact) throws Exception {
        StringBuilder dependencies = new StringBuilder();
        for (Element dependency : dependencies(parse(root.resolve("bundles").resolve(artifact).resolve("pom.xml")))) {
            String scope = text(dependency, "scope");
            if (!scope.isEmpty() && !scope.equals("compile") && !scope.equals("runtime")) {
                continue;
            }
            String name = text(dependency, "artifactId");
            boolean ours = name.startsWith(GROUP);
            dependencies.append("""
                        <dependency>
                          <groupId>%s</groupId>
                          <artifactId>%s</artifactId>
                          <version>%s</version>%s
                        </dependency>
                    """.formatted(
                            ours ? GROUP : text(dependency, "groupId"),
                            name,
                            ours ? version : managedVersion(name),
                            text(dependency, "optional").equals("true") ? "\n      <optional>true</optional>" : ""));
        }
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>%s</groupId>
                  <artifactId>%s</artifactId>
                  <version>%s</version>
                  <dependencies>
                %s  </dependencies>
                </project>
                """.formatted(GROUP, artifact, version, dependencies);
    }

    private String managedVersion(String artifact) {
        for (Element managed : dependencies(child(build, "dependencyManagement"))) {
            if (text(managed, "artifactId").equals(artifact)) {
                return filled(text(managed, "version"));
            }
        }
        // What comes by the BOM of JUnit.
        if (artifact.startsWith("junit-jupiter")) {
            return properties().get("junit.version");
        }
        throw new IllegalArgumentException("the root pom.xml names no version of " + artifact);
    }

    private String filled(String version) {
        Matcher matcher = PROPERTY.matcher(version);
        return matcher.matches() ? properties().get(matcher.group(1)) : version;
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        for (Element property : children(child(build, "properties"))) {
            properties.put(property.getTagName(), property.getTextContent().trim());
        }
        return properties;
    }

    private static List<Element> dependencies(Element of) {
        return children(child(of, "dependencies"));
    }

    private static Element child(Element of, String name) {
        return children(of).stream()
                .filter(e -> e.getTagName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a pom.xml has no " + name));
    }

    private static String text(Element of, String name) {
        return children(of).stream()
                .filter(e -> e.getTagName().equals(name))
                .findFirst()
                .map(e -> e.getTextContent().trim())
                .orElse("");
    }

    private static List<Element> children(Element of) {
        List<Element> children = new ArrayList<>();
        for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static Element parse(Path pom) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getDocumentElement();
    }
}
