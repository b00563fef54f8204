package org.foliot.archetype;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.SourceVersion;
import org.foliot.api.extension.ExtensionKind;

/**
 * What the parts of a project are called, all told from the name that its author gave it.
 *
 * @param folder the name as given
 * @param id the word of scenarios
 * @param classPrefix what the names of its classes begin with
 * @param packageName its package, which is the symbolic name of the bundle too
 */
record ProjectNames(String folder, String id, String classPrefix, String packageName) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*");
    private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]*(?:\\.[a-z][a-z0-9_]*)+");
    private static final String OURS = "org.foliot";

    /**
     * The names of a project.
     *
     * @throws ArchetypeException for a name or package that could not be used, with what could
     */
    static ProjectNames of(String name, Optional<String> packageName) {
        if (!NAME.matcher(name).matches()) {
            throw new ArchetypeException("\"" + name + "\" cannot be the name of a bundle; use lower-case letters and"
                    + " digits, in words joined by underscores or hyphens, for example my_bundle");
        }
        String id = name.replace('-', '_');
        String chosen = packageName.orElse("org.example." + id.replace("_", ""));
        if (!PACKAGE.matcher(chosen).matches() || !SourceVersion.isName(chosen)) {
            throw new ArchetypeException(
                    "\"" + chosen + "\" cannot be a package; use two or more lower-case words joined"
                            + " by dots that are no keywords of Java, for example org.example.mybundle");
        }
        if (chosen.equals(OURS) || chosen.startsWith(OURS + ".")) {
            throw new ArchetypeException("the package " + chosen
                    + " would be one of Foliot's own; use one below a domain of yours, for example"
                    + " org.example.mybundle");
        }
        return new ProjectNames(name, id, camelCase(id), chosen);
    }

    private static String camelCase(String id) {
        return Arrays.stream(id.split("_", -1))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    /** A text of a template, or a path, with these names in it. */
    String fill(String template, ExtensionKind kind) {
        return template.replace("@ID@", id)
                .replace("@CLASS@", classPrefix)
                .replace("@PACKAGE@", packageName)
                .replace("@PATH@", packageName.replace('.', '/'))
                .replace("@KIND@", kind.word())
                .replace("@TITLE@", kind.title());
    }
}
