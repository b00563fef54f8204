import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Lays bundles out as an Eclipse installation: the jars in {@code plugins}, named as Eclipse names them, and in
 * {@code configuration} which of them there are and which are started.
 *
 * <p>{@code java LayOutBundles.java FROM INSTALLATION}
 */
public final class LayOutBundles {
    private static final String CONFIGURATOR = "org.eclipse.equinox.simpleconfigurator";
    private static final String FRAMEWORK = "org.eclipse.osgi";

    /** What is there before everything else: whoever adds extensions or services, and whoever activates components. */
    private static final Map<String, Integer> STARTED = Map.of(
            CONFIGURATOR, 1,
            "org.eclipse.equinox.common", 2,
            "org.apache.felix.scr", 2,
            "org.eclipse.equinox.event", 2,
            "org.eclipse.core.runtime", 4);

    private static final int DEFAULT_LEVEL = 4;

    private LayOutBundles() {}

    private record Bundle(String name, String version, boolean started, Path jar) {
        static Bundle of(Path jar) throws IOException {
            try (JarFile file = new JarFile(jar.toFile())) {
                Manifest manifest = file.getManifest();
                Attributes headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
                String name = headers.getValue("Bundle-SymbolicName");
                if (name == null) {
                    throw new IOException(jar.getFileName() + " is no bundle; wrap it under releng/");
                }
                boolean components = headers.getValue("Service-Component") != null;
                boolean lazy = headers.getValue("Bundle-ActivationPolicy") != null;
                String symbolicName = name.split(";", 2)[0].strip();
                return new Bundle(
                        symbolicName,
                        headers.getValue("Bundle-Version").strip(),
                        STARTED.containsKey(symbolicName) || components && !lazy,
                        jar);
            }
        }

        String fileName() {
            return name + '_' + version + ".jar";
        }

        String line() {
            int level = STARTED.getOrDefault(name, DEFAULT_LEVEL);
            return String.join(
                    ",", name, version, "plugins/" + fileName(), String.valueOf(level), String.valueOf(started));
        }
    }

    public static void main(String[] folders) throws IOException {
        Map<String, Bundle> bundles = bundlesIn(Path.of(folders[0]));
        Path installation = Path.of(folders[1]);
        Path plugins = Files.createDirectories(installation.resolve("plugins"));
        for (Bundle bundle : bundles.values()) {
            Files.copy(bundle.jar(), plugins.resolve(bundle.fileName()));
        }
        Path list = installation.resolve("configuration").resolve(CONFIGURATOR).resolve("bundles.info");
        Files.createDirectories(list.getParent());
        List<String> lines = new ArrayList<>(List.of("#encoding=UTF-8", "#version=1"));
        bundles.values().stream().map(Bundle::line).forEach(lines::add);
        Files.write(list, lines);
        Path settings = installation.resolve("configuration/config.ini");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace("@framework@", bundles.get(FRAMEWORK).fileName())
                        .replace("@configurator@", bundles.get(CONFIGURATOR).fileName()));
    }

    private static Map<String, Bundle> bundlesIn(Path folder) throws IOException {
        Map<String, Bundle> bundles = new TreeMap<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : jars) {
                Bundle bundle = Bundle.of(jar);
                Bundle other = bundles.put(bundle.name(), bundle);
                if (other != null) {
                    throw new IOException(
                            bundle.name() + " is there twice: " + other.jar().getFileName() + " and "
                                    + jar.getFileName());
                }
            }
        }
        return bundles;
    }
}
