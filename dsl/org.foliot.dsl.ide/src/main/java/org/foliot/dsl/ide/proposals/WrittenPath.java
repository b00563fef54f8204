package org.foliot.dsl.ide.proposals;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.foliot.api.observation.Subject;
import org.foliot.dsl.foliot.Root;
import org.foliot.dsl.foliot.ScenarioFile;
import org.foliot.dsl.ide.meaning.WhatIsRead;
import org.foliot.dsl.resolve.Name;
import org.foliot.dsl.resolve.Refinement;
import org.foliot.dsl.resource.ImportedFiles;

/**
 * A dotted path as far as it is written: {@code web.vcpu[0].} before its last word. It is read from the text, because half a
 * path is half of many things.
 *
 * @param root the host or guest that it begins with
 * @param subject what it names so far
 */
record WrittenPath(Root root, Subject subject) {
    private static final Pattern BEFORE = Pattern.compile(
            "(?<![\\w.\\]])([A-Za-z_]\\w*)(?:\\s*\\.\\s*([A-Za-z_]\\w*)\\s*(?:\\[[^\\]\\n]*\\])?)?\\s*\\.\\s*$");
    private static final int LONGEST = 200;

    /** The path that ends with a dot at the end of a text. */
    static Optional<WrittenPath> before(String text, ScenarioFile file) {
        Matcher matcher = BEFORE.matcher(text.substring(Math.max(0, text.length() - LONGEST)));
        return matcher.find()
                ? root(matcher.group(1), file).flatMap(r -> path(r, Optional.ofNullable(matcher.group(2))))
                : Optional.empty();
    }

    private static Optional<Root> root(String name, ScenarioFile file) {
        return ImportedFiles.elementsVisibleFrom(file)
                .filter(Root.class::isInstance)
                .map(Root.class::cast)
                .filter(r -> name.equals(Name.of(r)))
                .findFirst();
    }

    private static Optional<WrittenPath> path(Root root, Optional<String> part) {
        if (part.isEmpty()) {
            return WhatIsRead.of(root).map(s -> new WrittenPath(root, s));
        }
        return switch (part.get()) {
            case "cpu" -> Optional.of(new WrittenPath(root, Subject.CPU));
            case "vcpu" -> Optional.of(new WrittenPath(root, Subject.VCPU));
            default ->
                Optional.ofNullable(Refinement.namedMembers(root).get(part.get()))
                        .flatMap(WhatIsRead::of)
                        .map(s -> new WrittenPath(root, s));
        };
    }

    /** Whether a part of the host or guest can follow. */
    boolean isWhole() {
        return subject == Subject.HOST || subject == Subject.GUEST;
    }
}
