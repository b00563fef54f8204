package org.foliot.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.UnwiredBundle;
import org.foliot.catalog.fixtures.Misdeclared;
import org.foliot.catalog.fixtures.Spare;
import org.foliot.catalog.fixtures.Throwing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

class RegistryCatalogSourceTest {
    @TempDir
    Path temp;

    private Path plugins;
    private TestFramework framework;

    @BeforeEach
    void start() throws Exception {
        plugins = TestFramework.folder(temp, "plugins");
        framework = new TestFramework(plugins, temp.resolve("cache"));
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    private static TestBundle strategy(String bundle, String id) {
        return TestBundle.named(bundle).component(Spare.class, id, "");
    }

    private String reasonFor(TestBundle bundle) throws Exception {
        framework.install(bundle.writeTo(plugins));
        Catalog catalog = framework.snapshot();
        assertThat(catalog.extensions()).isEmpty();
        assertThat(catalog.unwired()).hasSize(1);
        return catalog.unwired().get(0).name() + " " + catalog.unwired().get(0).reason();
    }

    @Test
    void anExtensionIsFoundWithItsIdDocumentationOptionsAndBundle() throws Exception {
        Path jar = strategy("org.example.spare", "spare").writeTo(plugins);
        framework.install(jar);

        Catalog catalog = framework.snapshot();

        assertThat(catalog.unwired()).isEmpty();
        InstalledExtension spare =
                catalog.find(ExtensionKind.MEMORY_STRATEGY, "spare").orElseThrow();
        assertThat(spare.documentation()).isEqualTo("Spare pages.");
        assertThat(spare.schema().option("often")).isPresent();
        assertThat(spare.schema()
                        .instantiate(Map.of("often", "5"), KernelRelease.DEFAULT)
                        .toString())
                .isEqualTo("Options[often=5]");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
        assertThat(spare.bundle())
                .isEqualTo(new InstalledExtension.Provenance(
                        "org.example.spare", "1.0.0", "sha256:" + HexFormat.of().formatHex(digest)));
    }

    @Test
    void anIdClaimedTwiceIsRefusedWithBothNames() throws Exception {
        framework.install(strategy("org.example.one", "spare").writeTo(plugins));
        framework.install(strategy("org.example.two", "spare").writeTo(plugins));

        Catalog catalog = framework.snapshot();

        assertThat(catalog.extensions()).isEmpty();
        assertThat(catalog.unwired())
                .containsExactly(new UnwiredBundle(
                        "org.example.one 1.0.0 and org.example.two 1.0.0",
                        "the id spare of a memory strategy is claimed more than once; remove all but one of these"
                                + " bundles"));
    }

    @Test
    void removingABundleTakesItsIdAndReturningItBringsItBack() throws Exception {
        Path jar = strategy("org.example.spare", "spare").writeTo(plugins);
        Bundle bundle = framework.install(jar);
        Catalog before = framework.snapshot();
        bundle.uninstall();
        Files.delete(jar);

        assertThat(framework.snapshot().ids(ExtensionKind.MEMORY_STRATEGY)).isEmpty();
        assertThat(before.ids(ExtensionKind.MEMORY_STRATEGY)).containsExactly("spare");

        framework.install(strategy("org.example.spare", "spare").writeTo(plugins));
        assertThat(framework.snapshot().ids(ExtensionKind.MEMORY_STRATEGY)).containsExactly("spare");
    }

    @Test
    void whereNothingChangesAnExtensionIsMadeWhenItIsAskedFor() throws Exception {
        framework.close();
        framework = TestFramework.settled(plugins, temp.resolve("settled"));
        Bundle asked = framework.install(strategy("org.example.asked", "asked").writeTo(plugins));
        Bundle left = framework.install(strategy("org.example.left", "left").writeTo(plugins));
        Bundle wrong = framework.install(TestBundle.named("org.example.wrong")
                .component(Throwing.class, "wrong", "")
                .writeTo(plugins));

        Catalog catalog = framework.snapshot();
        assertThat(catalog.find(ExtensionKind.MEMORY_STRATEGY, "asked")).isPresent();
        assertThat(catalog.find(ExtensionKind.MEMORY_STRATEGY, "nobody")).isEmpty();
        assertThat(framework.wasAskedFor(asked)).isTrue();
        assertThat(framework.wasAskedFor(left)).isFalse();
        assertThat(framework.wasAskedFor(wrong)).isFalse();

        assertThat(catalog.unwired()).extracting(UnwiredBundle::name).containsExactly("org.example.wrong");
        assertThat(catalog.ids(ExtensionKind.MEMORY_STRATEGY)).containsExactly("asked", "left");
        assertThat(framework.wasAskedFor(left)).isTrue();
    }

    @Test
    void whereNothingChangesAnIdClaimedTwiceIsNotFoundEither() throws Exception {
        framework.close();
        framework = TestFramework.settled(plugins, temp.resolve("settled"));
        framework.install(strategy("org.example.one", "spare").writeTo(plugins));
        framework.install(strategy("org.example.two", "spare").writeTo(plugins));
        assertThat(framework.snapshot().find(ExtensionKind.MEMORY_STRATEGY, "spare"))
                .isEmpty();
    }

    @Test
    void aComponentIsTheSameInEverySnapshot() throws Exception {
        framework.install(strategy("org.example.spare", "spare").writeTo(plugins));
        InstalledExtension first = framework.snapshot().extensions().get(0);
        assertThat(framework.snapshot().extensions().get(0).service()).isSameAs(first.service());
    }

    @Test
    void aMissingPackageIsNamed() throws Exception {
        assertThat(reasonFor(strategy("org.example.spare", "spare").importing("com.example.gone")))
                .isEqualTo("org.example.spare needs the package com.example.gone, which no bundle provides; add one"
                        + " that does");
    }

    @Test
    void aPackageInAnotherVersionIsNamedWithTheVersionThatIsThere() throws Exception {
        assertThat(reasonFor(strategy("org.example.spare", "spare")
                        .header("Import-Package", "org.foliot.api.memory;version=\"[2.0,3)\"")))
                .isEqualTo("org.example.spare needs the package org.foliot.api.memory in version [2.0.0,3.0.0);"
                        + " installed is 1.0.0; build it against that");
    }

    @Test
    void aJavaThatIsTooOldIsNamed() throws Exception {
        assertThat(reasonFor(strategy("org.example.spare", "spare")
                        .header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"")))
                .isEqualTo("org.example.spare needs Java 99; this is Java "
                        + Runtime.version().feature() + "; start Foliot with that, or compile it for this one");
    }

    @Test
    void aBundleThatDependsOnAnUnresolvedOneNamesIt() throws Exception {
        framework.install(TestBundle.named("org.example.library")
                .header("Export-Package", "com.example.lib")
                .header("Import-Package", "com.example.gone")
                .writeTo(temp));
        assertThat(reasonFor(strategy("org.example.spare", "spare").importing("com.example.lib")))
                .isEqualTo("org.example.spare needs com.example.lib of org.example.library, which is not wired itself");
    }

    @Test
    void aFileThatIsNoJarIsNamed() throws Exception {
        Files.writeString(plugins.resolve("torn.jar"), "PK truncated", StandardCharsets.UTF_8);
        assertThat(framework.snapshot().unwired())
                .singleElement()
                .satisfies(u -> assertThat(u.name()).isEqualTo("torn.jar"))
                .satisfies(u -> assertThat(u.reason())
                        .startsWith("is not a readable jar (")
                        .endsWith("build or copy it again"));
    }

    @Test
    void aProjectThatHasNotBeenBuiltIsNamedUntilItHas() throws Exception {
        Path project = TestFramework.folder(temp, "my-cache");
        Path output = project.resolve("target");
        framework.source().addFolders(() -> List.of(output));
        assertThat(framework.snapshot().unwired()).isEmpty();
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        assertThat(framework.snapshot().unwired())
                .containsExactly(
                        new UnwiredBundle("my-cache", "has not been built yet; run \"mvn verify\" in " + project));
        framework.install(strategy("org.example.spare", "spare").writeTo(Files.createDirectory(output)));
        assertThat(framework.snapshot().unwired()).isEmpty();
    }

    @Test
    void whatIsNoFileIsNamed() throws Exception {
        Files.createDirectory(plugins.resolve("folder.jar"));
        Files.createSymbolicLink(plugins.resolve("link.jar"), Path.of("nowhere.jar"));
        String reason = "is not a readable jar (it is no file, or a link to none); build or copy it again";
        assertThat(framework.snapshot().unwired())
                .containsExactly(new UnwiredBundle("folder.jar", reason), new UnwiredBundle("link.jar", reason));
    }

    @Test
    void aJarThatIsNoBundleIsNamed() throws Exception {
        TestBundle.named("plain").header("Bundle-SymbolicName", null).writeTo(plugins);
        assertThat(framework.snapshot().unwired())
                .containsExactly(new UnwiredBundle(
                        "plain.jar",
                        "is a jar but no bundle: its manifest has no Bundle-SymbolicName; build it with bnd"));
    }

    @Test
    void aBundleWithoutComponentIsNamed() throws Exception {
        assertThat(reasonFor(TestBundle.named("org.example.spare")))
                .isEqualTo("org.example.spare has no component: annotate the class with @Component and @Extension, and"
                        + " build it with bnd");
    }

    @Test
    void aMissingComponentDescriptionIsNamed() throws Exception {
        assertThat(reasonFor(
                        TestBundle.named("org.example.spare").header("Service-Component", "OSGI-INF/elsewhere.xml")))
                .isEqualTo("org.example.spare its component description OSGI-INF/elsewhere.xml is missing or cannot be"
                        + " read; build it with bnd");
    }

    @Test
    void anUnsatisfiedReferenceIsNamed() throws Exception {
        assertThat(reasonFor(TestBundle.named("org.example.spare")
                        .component(
                                Spare.class,
                                "spare",
                                "<reference name=\"Log\" interface=\"com.example.Log\" field=\"log\"/>")))
                .isEqualTo("org.example.spare its memory strategy component org.example.spare waits for a service that"
                        + " is not there: Log (com.example.Log)");
    }

    @Test
    void aConstructorThatThrowsIsNamedWithWhatItThrew() throws Exception {
        assertThat(reasonFor(TestBundle.named("org.example.spare").component(Throwing.class, "spare", "")))
                .startsWith("org.example.spare the memory strategy spare could not be made")
                .contains("no luck today");
    }

    @Test
    void anIdThatNoScenarioCouldWriteIsRefused() throws Exception {
        assertThat(reasonFor(strategy("org.example.spare", "spare pages")))
                .isEqualTo("org.example.spare \"spare pages\" cannot be the id of a memory strategy; use a letter, then"
                        + " letters, digits or underscores");
    }

    @Test
    void aComponentWithoutIdIsRefused() throws Exception {
        assertThat(reasonFor(strategy("org.example.spare", null)))
                .isEqualTo("org.example.spare its memory strategy has no id; annotate the component with @Extension");
    }

    @Test
    void optionsThatAreDeclaredWronglyAreExplained() throws Exception {
        assertThat(reasonFor(TestBundle.named("org.example.spare").component(Misdeclared.class, "spare", "")))
                .startsWith("org.example.spare the options of the memory strategy spare are declared wrongly:")
                .contains("java.lang.Object");
    }

    @Test
    void bundlesThatHaveNothingToDoWithFoliotAreNotReported() throws Exception {
        framework.install(TestBundle.named("org.example.other")
                .header("Import-Package", "com.example.gone")
                .writeTo(temp));
        assertThat(framework.snapshot().unwired()).isEqualTo(List.of());
    }
}
