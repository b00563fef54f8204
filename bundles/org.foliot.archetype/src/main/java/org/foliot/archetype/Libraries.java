package org.foliot.archetype;

import java.util.List;

/**
 * The libraries that a project carries: what Foliot offers to extensions, laid out as a Maven repository. The build of this bundle
 * makes it, with a version that tells one state of a snapshot from another.
 */
final class Libraries {
    private static final String FOLDER = "repository/";

    private Libraries() {}

    /** The version of all of them. */
    static String version() {
        return index().get(0);
    }

    /** The files, as paths in the repository. */
    static List<String> paths() {
        List<String> index = index();
        return index.subList(1, index.size());
    }

    static byte[] content(String path) {
        return Templates.bytes(FOLDER + path);
    }

    private static List<String> index() {
        if (!Templates.exists(FOLDER + "index")) {
            throw new ArchetypeException(
                    "this Foliot carries no libraries for new bundles, since it was not built by Maven;"
                            + " use the one in releng/distribution/target/foliot");
        }
        return Templates.lines(FOLDER + "index");
    }
}
