import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Lays the jars of a folder out for a distribution: the parts that can be exchanged in one folder, what everything is built
 * on in another. Their files are stored as they are instead of compressed, so that nothing has to be unpacked at a start;
 * native libraries stay compressed, since most of them are for other machines.
 * Signatures of single jars are left out, because the JVM does not archive classes of signed jars and checks each of them
 * when it loads it. Classes from before Java 6 get the stack maps that later ones have, because the archive does not take
 * them without.
 *
 * <p>{@code java -cp ASM StoreJars.java FROM EXCHANGEABLE FIXED}
 */
public final class StoreJars {
    private static final Pattern EXCHANGEABLE = Pattern.compile("org\\.foliot\\.(hypervisor|memory|scheduler)\\..*");
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
    private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dll|dylib)");
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private StoreJars() {}

    /** Writes classes with stack maps, and knows the classes of all jars. */
    private static final class Modernizer extends ClassWriter {
        private final ClassLoader classes;

        Modernizer(ClassLoader classes) {
            super(COMPUTE_FRAMES);
            this.classes = classes;
        }

        @Override
        protected ClassLoader getClassLoader() {
            return classes;
        }

        static byte[] modernize(byte[] content, ClassLoader classes) {
            Modernizer modernizer = new Modernizer(classes);
            ClassVisitor visitor = new ClassVisitor(Opcodes.ASM9, modernizer) {
                @Override
                public void visit(int version, int access, String name, String sign, String base, String[] faces) {
                    super.visit(Opcodes.V1_6, access, name, sign, base, faces);
                }
            };
            try {
                new ClassReader(content).accept(visitor, ClassReader.SKIP_FRAMES);
            } catch (TypeNotPresentException optional) {
                // It works with a library that is not shipped, so it is not used.
                return content;
            }
            return modernizer.toByteArray();
        }
    }

    public static void main(String[] folders) throws IOException {
        Path exchangeable = Files.createDirectories(Path.of(folders[1]));
        Path fixed = Files.createDirectories(Path.of(folders[2]));
        List<Path> jars = jarsIn(Path.of(folders[0]));
        try (URLClassLoader classes = loaderOf(jars)) {
            for (Path jar : jars) {
                String name = jar.getFileName().toString();
                store(jar, (EXCHANGEABLE.matcher(name).matches() ? exchangeable : fixed).resolve(name), classes);
            }
        }
    }

    private static List<Path> jarsIn(Path folder) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            found.forEach(jars::add);
        }
        Collections.sort(jars);
        return jars;
    }

    private static URLClassLoader loaderOf(List<Path> jars) throws IOException {
        URL[] addresses = new URL[jars.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = jars.get(i).toUri().toURL();
        }
        return new URLClassLoader(addresses, ClassLoader.getPlatformClassLoader());
    }

    private static void store(Path from, Path to, ClassLoader classes) throws IOException {
        try (ZipFile jar = new ZipFile(from.toFile());
                OutputStream file = Files.newOutputStream(to);
                ZipOutputStream out = new ZipOutputStream(file)) {
            List<? extends ZipEntry> entries = Collections.list(jar.entries());
            for (ZipEntry entry : entries) {
                if (!SIGNATURE.matcher(entry.getName()).matches()) {
                    store(jar, entry, out, classes);
                }
            }
        }
    }

    private static void store(ZipFile jar, ZipEntry entry, ZipOutputStream out, ClassLoader classes)
            throws IOException {
        byte[] content;
        try (InputStream in = jar.getInputStream(entry)) {
            content = in.readAllBytes();
        }
        if (entry.getName().equals(MANIFEST)) {
            content = withoutDigests(content);
        } else if (entry.getName().endsWith(".class") && version(content) < Opcodes.V1_6) {
            content = Modernizer.modernize(content, classes);
        }
        ZipEntry stored = new ZipEntry(entry.getName());
        stored.setTimeLocal(entry.getTimeLocal());
        if (!NATIVE.matcher(entry.getName()).matches()) {
            CRC32 sum = new CRC32();
            sum.update(content);
            stored.setMethod(ZipEntry.STORED);
            stored.setSize(content.length);
            stored.setCrc(sum.getValue());
        }
        out.putNextEntry(stored);
        out.write(content);
        out.closeEntry();
    }

    private static int version(byte[] classFile) {
        return (classFile[6] & 0xFF) << 8 | classFile[7] & 0xFF;
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
