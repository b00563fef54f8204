package org.foliot.archetype;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.foliot.api.extension.ExtensionKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleProjectTest {
    private static final Pattern VERSIONED =
            Pattern.compile("<artifactId>([\\w.-]+)</artifactId>\\s*<version>([\\w.-]+)</version>");

    @TempDir
    private Path folder;

    private static BundleProject project(String name) {
        return BundleProject.of(ExtensionKind.MEMORY_STRATEGY, name, Optional.empty());
    }

    @Test
    void whatIsThereIsLeftAsItIs() throws IOException {
        Path file = Files.createDirectory(folder.resolve("ledger")).resolve("mine");
        Files.writeString(file, "kept");

        assertThatThrownBy(() -> project("ledger").writeTo(folder))
                .isInstanceOf(ArchetypeException.class)
                .hasMessage(folder.resolve("ledger") + " is there already; choose another name or remove it");

        assertThat(file).hasContent("kept");
        assertThat(folder).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void whereNothingCanBeWrittenNothingIsLeft() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        assertThatThrownBy(() -> project("ledger").writeTo(file))
                .isInstanceOf(ArchetypeException.class)
                .hasMessageStartingWith(file + " is in the way");

        assertThat(file).hasContent("in the way");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "My", "my bundle", "1st", "a__b", "../up", "a-", "tschüss", "-a"})
    void aNameThatCannotBeOneIsRefused(String name) {
        assertThatThrownBy(() -> project(name))
                .isInstanceOf(ArchetypeException.class)
                .hasMessage(
                        "\"" + name + "\" cannot be the name of a bundle; use lower-case letters and digits, in words"
                                + " joined by underscores or hyphens, for example my_bundle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "org.example.int", "org..example", "Org.Example", "org.example.", "org.1st"})
    void aPackageThatCannotBeOneIsRefused(String name) {
        assertThatThrownBy(() -> BundleProject.of(ExtensionKind.HYPERVISOR, "mirror", Optional.of(name)))
                .isInstanceOf(ArchetypeException.class)
                .hasMessageStartingWith("\"" + name + "\" cannot be a package; use two or more");
    }

    @Test
    void aNameWhosePackageWouldBeAKeywordAsksForAnother() {
        assertThatThrownBy(() -> project("new"))
                .isInstanceOf(ArchetypeException.class)
                .hasMessageStartingWith("\"org.example.new\" cannot be a package");
    }

    @Test
    void thePackagesOfFoliotAreItsOwn() {
        assertThatThrownBy(() -> BundleProject.of(ExtensionKind.HYPERVISOR, "mirror", Optional.of("org.foliot.mirror")))
                .isInstanceOf(ArchetypeException.class)
                .hasMessageStartingWith("the package org.foliot.mirror would be one of Foliot's own");
    }

    @Test
    void aNameThatWouldHideAnInterfaceIsRefused() {
        assertThatThrownBy(() -> BundleProject.of(ExtensionKind.HYPERVISOR, "virtual", Optional.empty()))
                .isInstanceOf(ArchetypeException.class)
                .hasMessage(
                        "a bundle called virtual would have a class VirtualMachine, which is the name of an interface"
                                + " of Foliot; choose another name");
    }

    @ParameterizedTest
    @EnumSource
    void noPlaceholderIsLeft(ExtensionKind kind) {
        assertThat(BundleProject.of(kind, "mirror", Optional.empty()).sources())
                .isNotEmpty()
                .allSatisfy((path, text) -> assertThat(path + text).doesNotContainPattern("@[A-Z]+@"));
    }

    /** So that the build of a new project fetches nothing that the build of Foliot has not fetched. */
    @Test
    void theVersionsAreThoseOfTheBuildOfFoliot() throws IOException {
        String root = Files.readString(Path.of("../../pom.xml"));
        Matcher versioned = VERSIONED.matcher(project("ledger").sources().get("pom.xml"));
        int compared = 0;
        while (versioned.find()) {
            if (!versioned.group(1).startsWith("org.example")) {
                assertThat(versioned.group(2)).as(versioned.group(1)).isEqualTo(versionOf(versioned.group(1), root));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(6);
    }

    private static String versionOf(String artifact, String root) {
        String named = artifact.equals("junit-jupiter") ? "junit-bom" : artifact;
        Matcher matcher = Pattern.compile("<artifactId>" + named + "</artifactId>\\s*<version>(\\S+)</version>")
                .matcher(root);
        assertThat(matcher.find()).as(named).isTrue();
        String version = matcher.group(1);
        if (!version.startsWith("${")) {
            return version;
        }
        String property = version.substring(2, version.length() - 1);
        Matcher value =
                Pattern.compile("<" + property + ">(\\S+)</" + property + ">").matcher(root);
        assertThat(value.find()).as(property).isTrue();
        return value.group(1);
    }
}
