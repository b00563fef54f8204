package org.foliot.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.NoAnswerException;
import org.foliot.catalog.fixtures.Failing;
import org.foliot.catalog.fixtures.Spare;
import org.foliot.catalog.fixtures.StuckWhenAsked;
import org.foliot.catalog.fixtures.StuckWhenMade;
import org.foliot.catalog.fixtures.StuckWhenStarted;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What does not return is one message about one bundle; the others are there. */
@Timeout(60)
class PatienceTest {
    @TempDir
    Path temp;

    private Path plugins;
    private TestFramework framework;

    @BeforeEach
    void start() throws Exception {
        plugins = TestFramework.folder(temp, "plugins");
        framework = TestFramework.impatient(plugins, temp.resolve("cache"));
        TestBundle.named("org.example.spare")
                .component(Spare.class, "spare", "")
                .writeTo(plugins);
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    private static TestBundle bundle(Class<?> component) {
        return TestBundle.named("org.example.bad").component(component, "bad", "");
    }

    /** What is said of it, twice: who was stuck once is not waited for again, and nobody else has to be. */
    private String reasonFor(TestBundle bad) throws Exception {
        bad.writeTo(plugins);
        framework.snapshot();
        Catalog catalog = framework.snapshot();
        assertThat(catalog.ids(ExtensionKind.MEMORY_STRATEGY)).containsExactly("spare");
        assertThat(catalog.unwired()).hasSize(1);
        return catalog.unwired().get(0).name() + " " + catalog.unwired().get(0).reason();
    }

    @Test
    void aConstructorThatDoesNotReturnIsGivenUp() throws Exception {
        assertThat(reasonFor(bundle(StuckWhenMade.class)))
                .startsWith(
                        "org.example.bad the memory strategy bad could not be made: its constructor or activation has not"
                                + " returned for 200 ms; it is at org.foliot.catalog.fixtures.Stuck.forEver, line ");
    }

    @Test
    void optionsThatAreNeverNamedAreGivenUp() throws Exception {
        assertThat(reasonFor(bundle(StuckWhenAsked.class)))
                .startsWith(
                        "org.example.bad the options of the memory strategy bad cannot be read: optionsType or what it names"
                                + " has not returned for 200 ms; it is at org.foliot.catalog.fixtures.Stuck.forEver, line ");
    }

    @Test
    void anErrorIsTheBundlesFailureAndNobodyElses() throws Exception {
        assertThat(reasonFor(bundle(Failing.class)))
                .isEqualTo(
                        "org.example.bad the options of the memory strategy bad cannot be read: optionsType or what it names"
                                + " threw java.lang.AssertionError: no luck today");
    }

    @Test
    void anActivatorThatDoesNotReturnIsGivenUp() throws Exception {
        assertThat(reasonFor(bundle(StuckWhenStarted.class)
                        .importing("org.osgi.framework")
                        .header("Bundle-Activator", StuckWhenStarted.class.getName())))
                .isEqualTo(
                        "org.example.bad is not started: its activator org.foliot.catalog.fixtures.StuckWhenStarted does not"
                                + " return; an extension should need none");
    }

    @Test
    void aBundleThatIsStuckCanBeReplaced() throws Exception {
        bundle(StuckWhenMade.class).writeTo(plugins);
        assertThat(framework.snapshot().unwired()).hasSize(1);
        Files.delete(plugins.resolve("org.example.bad.jar"));
        framework.source().look();
        assertThat(framework.snapshot().ids(ExtensionKind.MEMORY_STRATEGY)).containsExactly("spare");
        TestBundle.named("org.example.bad").component(Spare.class, "good", "").writeTo(plugins);
        framework.source().look();
        framework.source().look();
        assertThat(framework.snapshot().unwired()).isEmpty();
        assertThat(framework.snapshot().ids(ExtensionKind.MEMORY_STRATEGY)).containsExactly("good", "spare");
    }

    @Test
    void aQuestionIsAnsweredOrGivenUpOnce() {
        Catalog catalog = framework.snapshot();
        InstalledExtension spare = catalog.extensions().get(0);
        assertThat(catalog.<Integer>ask(spare, () -> 42)).isEqualTo(42);
        assertThatThrownBy(() -> catalog.ask(spare, () -> Integer.parseInt("none")))
                .isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> catalog.ask(spare, () -> {
                    throw new StackOverflowError("too deep");
                }))
                .isInstanceOf(NoAnswerException.class)
                .hasMessage("threw java.lang.StackOverflowError: too deep");
        AtomicInteger asked = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> catalog.ask(spare, () -> {
                        asked.incrementAndGet();
                        return waitForEver();
                    }))
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessageStartingWith("has not returned for 200 ms; it is at org.foliot.catalog.PatienceTest.");
        }
        assertThat(asked).hasValue(1);
    }

    private static int waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
