import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Lays the jars of a folder out for a distribution: the parts that can be exchanged in one folder, what everything is built
 * on in another. Their files are stored as they are instead of compressed, so that nothing has to be unpacked at a start.
 * Signatures of single jars are left out, because the JVM does not archive classes of signed jars and checks each of them
 * when it loads it.
 *
 * <p>{@code java StoreJars.java FROM EXCHANGEABLE FIXED}
 */
public final class StoreJars {
    private static final Pattern EXCHANGEABLE = Pattern.compile("org\\.foliot\\.(hypervisor|memory|scheduler)\\..*");
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private StoreJars() {}

    public static void main(String[] folders) throws IOException {
        Path exchangeable = Files.createDirectories(Path.of(folders[1]));
        Path fixed = Files.createDirectories(Path.of(folders[2]));
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(folders[0]), "*.jar")) {
            for (Path jar : jars) {
                String name = jar.getFileName().toString();
                store(jar, (EXCHANGEABLE.matcher(name).matches() ? exchangeable : fixed).resolve(name));
            }
        }
    }

    private static void store(Path from, Path to) throws IOException {
        try (ZipFile jar = new ZipFile(from.toFile());
                OutputStream file = Files.newOutputStream(to);
                ZipOutputStream out = new ZipOutputStream(file)) {
            List<? extends ZipEntry> entries = Collections.list(jar.entries());
            for (ZipEntry entry : entries) {
                if (!SIGNATURE.matcher(entry.getName()).matches()) {
                    store(jar, entry, out);
                }
            }
        }
    }

    private static void store(ZipFile jar, ZipEntry entry, ZipOutputStream out) throws IOException {
        byte[] content;
        try (InputStream in = jar.getInputStream(entry)) {
            content = in.readAllBytes();
        }
        if (entry.getName().equals(MANIFEST)) {
            content = withoutDigests(content);
        }
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry stored = new ZipEntry(entry.getName());
        stored.setMethod(ZipEntry.STORED);
        stored.setTimeLocal(entry.getTimeLocal());
        stored.setSize(content.length);
        stored.setCrc(sum.getValue());
        out.putNextEntry(stored);
        out.write(content);
        out.closeEntry();
    }

    /** The main section of a manifest, which an empty line ends; what follows are the digests of a signed jar. */
    private static byte[] withoutDigests(byte[] manifest) {
        for (int i = 0; i + 1 < manifest.length; i++) {
            int next = manifest[i + 1] == '\r' && i + 2 < manifest.length ? i + 2 : i + 1;
            if (manifest[i] == '\n' && manifest[next] == '\n') {
                return Arrays.copyOf(manifest, next + 1);
            }
        }
        return manifest;
    }
}
