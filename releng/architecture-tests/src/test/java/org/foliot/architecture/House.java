package org.foliot.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The source tree that is being built. */
final class House {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private House() {}

    static Path file(String path) {
        return ROOT.resolve(path);
    }

    /** The symbolic names of all bundles of Foliot, read off the folders. */
    static SortedSet<String> bundles() {
        SortedSet<String> names = new TreeSet<>();
        for (String shelf : List.of("bundles", "dsl")) {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(file(shelf))) {
                for (Path folder : folders) {
                    if (Files.exists(folder.resolve("pom.xml"))) {
                        names.add(folder.getFileName().toString());
                    }
                }
            } catch (IOException wrong) {
                throw new UncheckedIOException(wrong);
            }
        }
        names.remove("org.foliot.dsl.tests");
        return names;
    }

    /** Everything that the only group of the expression finds in a file. */
    static SortedSet<String> find(String path, String expression) {
        SortedSet<String> found = new TreeSet<>();
        try {
            Matcher matcher = Pattern.compile(expression).matcher(Files.readString(file(path)));
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        }
        return found;
    }
}
