import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Makes many plug-ins of one: the same extension with a symbolic name and an id of its own each.
 *
 * <p>{@code java ManyPlugins.java JAR ID FOLDER COUNT}
 */
public final class ManyPlugins {
    private ManyPlugins() {}

    /** Writes the jars. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        try (JarFile jar = new JarFile(arguments[0])) {
            for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
                write(jar, arguments[1], folder.resolve("plugin-" + i + ".jar"), i);
            }
        }
    }

    private static void write(JarFile jar, String id, Path file, int number) throws IOException {
        Manifest manifest = new Manifest(jar.getManifest());
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "org.example.plugin" + number);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream copy = new JarOutputStream(out, manifest)) {
            for (JarEntry entry : jar.stream().toList()) {
                if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    byte[] content = jar.getInputStream(entry).readAllBytes();
                    if (entry.getName().startsWith("OSGI-INF/")) {
                        content = new String(content, StandardCharsets.UTF_8)
                                .replace("value=\"" + id + "\"", "value=\"" + id + number + "\"")
                                .getBytes(StandardCharsets.UTF_8);
                    }
                    copy.putNextEntry(new JarEntry(entry.getName()));
                    copy.write(content);
                    copy.closeEntry();
                }
            }
        }
    }
}
