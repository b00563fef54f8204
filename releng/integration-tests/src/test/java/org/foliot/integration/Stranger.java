package org.foliot.integration;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Builds projects of extensions as somebody does who has no sources of Foliot. */
final class Stranger {
    private Stranger() {}

    /** What Maven says; it fetches nothing but what the build of Foliot itself has fetched. */
    static String build(Foliot foliot, Path project) throws IOException, InterruptedException {
        return foliot.shell(project, "mvn -B -o -Daether.offline.protocols=file verify");
    }

    /** The jar that a build has made. */
    static Path jar(Path project) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(project.resolve("target"), "*.jar")) {
            return jars.iterator().next();
        }
    }

    /** Maven keeps the libraries that it took from a project for ever, and each build of Foliot has others. */
    static void forgetLibraries(Path project) throws IOException {
        Path repository = Path.of(System.getProperty(
                "maven.repo.local",
                Path.of(System.getProperty("user.home"), ".m2/repository").toString()));
        Path libraries = project.resolve("lib/repository/org/foliot");
        if (!Files.isDirectory(libraries)) {
            return;
        }
        try (DirectoryStream<Path> artifacts = Files.newDirectoryStream(libraries)) {
            for (Path artifact : artifacts) {
                try (DirectoryStream<Path> versions = Files.newDirectoryStream(artifact)) {
                    for (Path version : versions) {
                        Tree.delete(repository
                                .resolve("org/foliot")
                                .resolve(artifact.getFileName())
                                .resolve(version.getFileName()));
                    }
                }
            }
        }
    }
}
