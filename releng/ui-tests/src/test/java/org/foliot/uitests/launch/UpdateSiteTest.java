package org.foliot.uitests.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The life of Foliot in an Eclipse of somebody else: installed from the update site, updated, used and removed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UpdateSiteTest {
    private static final Path SITE = Path.of(WorkbenchRun.property("site"));
    private static final Path ECLIPSE = Path.of(WorkbenchRun.property("eclipse"));
    private static final Path FOLDER = Path.of(WorkbenchRun.property("folder")).resolveSibling("update");

    private static final String FEATURE = "org.foliot.ide.feature.feature.group";

    private OtherEclipse eclipse;
    private Map<String, List<String>> before;

    @Test
    @Order(1)
    void theSiteHasNothingThatAnotherEclipseHasAlready() throws Exception {
        List<String> others = names(ECLIPSE.resolve("plugins"));
        assertThat(names(SITE.resolve("target/site/plugins")))
                .contains("org.foliot.ui", "org.foliot.time")
                // Of libraries that are no singletons, another version may live beside the one that is there.
                .doesNotContainAnyElementsOf(others.stream()
                        .filter(name -> !name.equals("com.google.gson"))
                        .toList())
                .noneMatch(name -> name.startsWith("org.eclipse.") || name.startsWith("org.apache.felix."));
    }

    @Test
    @Order(2)
    void whatAnEclipseMustHaveIsThere() throws Exception {
        eclipse = OtherEclipse.in(FOLDER, ECLIPSE);
        before = eclipse.bundles("");
        assertThat(eclipse.bundles("org.foliot")).isEmpty();
        eclipse.director(List.of("-repository", older(), "-installIU", FEATURE), List.of());
        assertThat(versions()).containsExactly("0.1.0.older");
    }

    @Test
    @Order(3)
    void anUpdateLeavesTheNewerVersionAlone() throws Exception {
        List<String> request = List.of("-repository", site(), "-uninstallIU", FEATURE, "-installIU", FEATURE);
        eclipse.director(request, List.of());
        assertThat(versions()).hasSize(1).doesNotContain("0.1.0.older");
        assertThat(eclipse.features()).hasSize(2);
    }

    @Test
    @Order(4)
    void toInstallItOnceMoreChangesNothing() throws Exception {
        SortedMap<String, List<String>> once = eclipse.bundles("");
        eclipse.director(List.of("-repository", site(), "-installIU", FEATURE), List.of());
        assertThat(eclipse.bundles("")).isEqualTo(once);
        assertThat(eclipse.features()).hasSize(2);
    }

    @TestFactory
    @Order(5)
    Stream<DynamicTest> itWorksThere() throws Exception {
        Screen.assumePossible();
        return WorkbenchRun.of(
                eclipse.folder().toRealPath(), FOLDER.resolve("session"), "EditorTest,RunTest,ErrorLogTest");
    }

    @Test
    @Order(6)
    void afterItsRemovalTheEclipseIsAsItWas() throws Exception {
        eclipse.director(List.of("-uninstallIU", FEATURE), List.of());
        assertThat(eclipse.bundles("")).isEqualTo(before);
        assertThat(eclipse.features()).isEmpty();
    }

    /** The versions of Foliot's own bundles; what is wrapped has that of its library. */
    private Stream<String> versions() throws IOException {
        SortedMap<String, List<String>> bundles = eclipse.bundles("org.foliot");
        bundles.keySet().removeIf(name -> name.startsWith("org.foliot.wrap."));
        assertThat(bundles)
                .containsKeys("org.foliot.ui", "org.foliot.time")
                .allSatisfy((name, versions) -> assertThat(versions).as(name).hasSize(1));
        return bundles.values().stream().flatMap(List::stream).distinct();
    }

    private static String site() {
        return SITE.resolve("target/site").toUri().toString();
    }

    /** Publishes the same contents as of an older build. */
    private static String older() throws IOException, InterruptedException {
        Path site = FOLDER.resolve("older");
        Java.run(List.of(
                SITE.resolve("src/build/PublishSite.java").toString(),
                SITE.resolve("target/jars").toString(),
                ECLIPSE.toString(),
                SITE.resolve("src/build/category.xml").toString(),
                "older",
                FOLDER.resolve("contents").toString(),
                site.toString()));
        return site.toUri().toString();
    }

    private static List<String> names(Path plugins) throws IOException {
        return Installation.jars(plugins, "*.jar")
                .map(Installation::symbolicName)
                .toList();
    }
}
