package org.foliot.archetype;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.foliot.api.extension.ExtensionKind;

/** A project for a new extension: one component with options, a contract test, a scenario that uses it, and the build. */
public final class BundleProject {
    private static final Pattern IMPORTED = Pattern.compile("^import (?:static )?[\\w.]+\\.(\\w+);", Pattern.MULTILINE);
    private static final String COMMON = "common";

    private final ProjectNames names;
    private final ExtensionKind kind;
    private final SortedMap<String, String> sources = new TreeMap<>();

    private BundleProject(ExtensionKind kind, ProjectNames names) {
        this.kind = kind;
        this.names = names;
    }

    /**
     * The project of a name; nothing is written yet.
     *
     * @param kind what it adds to Foliot
     * @param name of the project's folder, and, with underscores for hyphens, the word of scenarios
     * @param packageName of its classes, and symbolic name of the bundle; {@code org.example} and the name, if empty
     * @throws ArchetypeException for names that cannot be used
     */
    public static BundleProject of(ExtensionKind kind, String name, Optional<String> packageName) {
        BundleProject project = new BundleProject(kind, ProjectNames.of(name, packageName));
        for (String path : Templates.lines(kind.word() + "/index")) {
            project.sources.put(project.names.fill(path, kind), project.fill(project.template(path)));
        }
        project.refuseNamesOfTheInterfaces();
        return project;
    }

    private String template(String path) {
        String common = COMMON + "/" + (path.equals(".gitignore") ? "gitignore" : path);
        return Templates.text(Templates.exists(common) ? common : kind.word() + "/" + path);
    }

    private String fill(String template) {
        String whole = template.replace(
                        "@USE@", Templates.text(kind.word() + "/use").strip())
                .replace("@FILES@", Templates.text(kind.word() + "/files.md").strip())
                .replace("@FOLIOT@", Libraries.version());
        return names.fill(whole, kind);
    }

    /** A class of the project that had the name of one that it imports would not compile. */
    private void refuseNamesOfTheInterfaces() {
        SortedSet<String> imported = new TreeSet<>();
        for (String source : sources.values()) {
            Matcher matcher = IMPORTED.matcher(source);
            while (matcher.find()) {
                imported.add(matcher.group(1));
            }
        }
        for (String path : sources.keySet()) {
            String type = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.java$", "");
            if (imported.contains(type)) {
                throw new ArchetypeException("a bundle called " + names.folder() + " would have a class " + type
                        + ", which is the name of an interface of Foliot; choose another name");
            }
        }
    }

    /** The files that its author is to read and change, as paths in the project with their content. */
    public Map<String, String> sources() {
        return Map.copyOf(sources);
    }

    /**
     * Writes the project, all of it or nothing.
     *
     * @param parent where its folder is made; made itself, if it is not there
     * @return the project's folder
     * @throws ArchetypeException when something of that name is there already, or cannot be written
     */
    public Path writeTo(Path parent) {
        Path folder = parent.resolve(names.folder());
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new ArchetypeException(folder + " is there already; choose another name or remove it");
        }
        try {
            Files.createDirectories(parent);
            Path aside = Files.createDirectory(parent.resolve("." + names.folder() + ".new"));
            try {
                writeAll(aside);
                Files.move(aside, folder);
            } finally {
                delete(aside);
            }
            return folder;
        } catch (FileAlreadyExistsException e) {
            throw new ArchetypeException(e.getFile() + " is in the way; choose another place or remove it", e);
        } catch (IOException e) {
            throw new ArchetypeException(folder + " cannot be written (" + reason(e) + ")", e);
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
    }

    private void writeAll(Path folder) throws IOException {
        for (Map.Entry<String, String> source : sources.entrySet()) {
            write(folder.resolve(source.getKey()), source.getValue().getBytes(StandardCharsets.UTF_8));
        }
        for (String library : Libraries.paths()) {
            write(folder.resolve("lib/repository").resolve(library), Libraries.content(library));
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
