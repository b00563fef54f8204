package org.foliot.uitests.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The product with the bundles of the tests added to it, in a configuration of its own: the product is not touched. */
final class Installation {
    private static final String CONFIGURATOR = "org.eclipse.equinox.simpleconfigurator";

    private final Path product;
    private final Path configuration;

    private Installation(Path product, Path configuration) {
        this.product = product;
        this.configuration = configuration;
    }

    /**
     * Adds bundles to a product.
     *
     * @param product the folder of the product
     * @param bundles jars, or folders with the contents of one
     * @param configuration where to write what is installed
     */
    static Installation of(Path product, List<Path> bundles, Path configuration) throws IOException {
        Path shipped = product.resolve("configuration");
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(list(shipped))) {
            lines.add(line.replace(",plugins/", "," + product.toUri() + "plugins/"));
        }
        for (Path bundle : bundles) {
            lines.add(line(bundle));
        }
        Files.createDirectories(list(configuration).getParent());
        Files.write(list(configuration), lines);
        String settings = Files.readString(shipped.resolve("config.ini"))
                .replace("file\\:plugins/", product.toUri() + "plugins/")
                .replace(
                        "file\\:org.eclipse.equinox.simpleconfigurator/",
                        list(configuration).getParent().toUri().toString())
                .replaceAll(
                        "reference\\\\:file\\\\:(org.eclipse.equinox.simpleconfigurator_)",
                        "reference\\\\:" + product.toUri() + "plugins/$1");
        Files.writeString(configuration.resolve("config.ini"), settings);
        return new Installation(product, configuration);
    }

    /** Where a configuration says what is installed. */
    static Path list(Path configuration) {
        return configuration.resolve(CONFIGURATOR).resolve("bundles.info");
    }

    private static String line(Path bundle) throws IOException {
        String version = manifest(bundle).getMainAttributes().getValue("Bundle-Version");
        return String.join(",", symbolicName(bundle), version, bundle.toUri().toString(), "4", "false");
    }

    /** The name by which a bundle is known. */
    static String symbolicName(Path bundle) {
        try {
            return manifest(bundle)
                    .getMainAttributes()
                    .getValue("Bundle-SymbolicName")
                    .split(";", 2)[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifest manifest(Path bundle) throws IOException {
        if (Files.isDirectory(bundle)) {
            try (InputStream in = Files.newInputStream(bundle.resolve(JarFile.MANIFEST_NAME))) {
                return new Manifest(in);
            }
        }
        try (JarFile jar = new JarFile(bundle.toFile())) {
            return jar.getManifest();
        }
    }

    /** What starts an application of this installation. */
    List<String> command(List<String> jvmOptions, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", launcher(product).toString()));
        command.addAll(List.of("-os", "linux", "-ws", "gtk", "-arch", "x86_64", "-nosplash", "-consoleLog"));
        command.addAll(List.of("-install", product.toString(), "-configuration", configuration.toString()));
        command.addAll(arguments);
        return command;
    }

    /** The program that starts an installation. */
    static Path launcher(Path product) throws IOException {
        return jars(product.resolve("plugins"), "org.eclipse.equinox.launcher_*.jar")
                .findFirst()
                .orElseThrow(() -> new IOException("no launcher in " + product));
    }

    /** Files of a folder by a pattern. */
    static Stream<Path> jars(Path folder, String pattern) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, pattern)) {
            jars.forEach(found::add);
        }
        return found.stream().sorted();
    }
}
