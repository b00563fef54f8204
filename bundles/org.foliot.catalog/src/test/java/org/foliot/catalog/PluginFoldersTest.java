package org.foliot.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.UnwiredBundle;
import org.foliot.api.memory.MemoryStrategy;
import org.foliot.catalog.fixtures.Lazy;
import org.foliot.catalog.fixtures.Spare;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginFoldersTest {
    @TempDir
    Path temp;

    private Path plugins;
    private Path aside;
    private TestFramework framework;

    @BeforeEach
    void start() throws Exception {
        plugins = TestFramework.folder(temp, "plugins");
        aside = TestFramework.folder(temp, "aside");
        framework = TestFramework.watching(plugins, temp.resolve("cache"));
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
    }

    private static TestBundle strategy(String bundle, String id) {
        return TestBundle.named(bundle).component(Spare.class, id, "");
    }

    private List<String> ids() {
        return framework.snapshot().ids(ExtensionKind.MEMORY_STRATEGY);
    }

    private InstalledExtension only() {
        return framework.snapshot().extensions().get(0);
    }

    /** As often as a change needs to be believed. */
    private void lookTwice() {
        framework.source().look();
        framework.source().look();
    }

    /** Puts a whole jar in the place of another one, at one stroke. */
    private static void replace(Path jar, Path by) throws Exception {
        Files.move(by, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String digest(Path jar) throws Exception {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
    }

    @Test
    void whatIsThereAtTheStartIsThereInTheFirstSnapshot() throws Exception {
        strategy("org.example.spare", "spare").writeTo(plugins);
        assertThat(ids()).containsExactly("spare");
    }

    @Test
    void aJarThatComesIsThereWhenTwoLooksHaveSeenTheSame() throws Exception {
        assertThat(ids()).isEmpty();
        Path jar = strategy("org.example.spare", "spare").writeTo(plugins);
        assertThat(framework.source().look()).isFalse();
        assertThat(ids()).isEmpty();
        assertThat(framework.source().look()).isTrue();
        assertThat(ids()).containsExactly("spare");
        assertThat(only().bundle().digest()).isEqualTo(digest(jar));
        assertThat(framework.source().look()).isFalse();
    }

    @Test
    void aFolderThatIsNamedLaterIsAChangeThoughNothingIsInItYet() {
        assertThat(framework.source().look()).isFalse();
        framework.source().addFolders(() -> List.of(aside));
        assertThat(framework.source().look()).isTrue();
        assertThat(framework.source().look()).isFalse();
    }

    @Test
    void aJarThatGoesTakesItsIdWithIt() throws Exception {
        Path jar = strategy("org.example.spare", "spare").writeTo(plugins);
        assertThat(ids()).containsExactly("spare");
        Files.delete(jar);
        assertThat(framework.source().look()).isTrue();
        assertThat(ids()).isEmpty();
        assertThat(framework.snapshot().unwired()).isEmpty();
    }

    @Test
    void halfAJarIsNotInstalledBeforeItIsWhole() throws Exception {
        assertThat(ids()).isEmpty();
        byte[] whole = Files.readAllBytes(strategy("org.example.spare", "spare").writeTo(aside));
        Path jar = Files.write(plugins.resolve("spare.jar"), Arrays.copyOf(whole, whole.length / 2));
        lookTwice();
        assertThat(ids()).isEmpty();
        assertThat(framework.snapshot().unwired()).singleElement().satisfies(u -> assertThat(u.reason())
                .contains("is not a readable jar"));
        Files.write(jar, whole);
        lookTwice();
        assertThat(ids()).containsExactly("spare");
        assertThat(framework.snapshot().unwired()).isEmpty();
    }

    @Test
    void aReplacedJarCountsFromWhenItIsWholeAndTheOldOneUntilThen() throws Exception {
        Path jar = strategy("org.example.spare", "spare").writeTo(plugins);
        assertThat(ids()).containsExactly("spare");
        byte[] other = Files.readAllBytes(strategy("org.example.spare", "other")
                .header("Bundle-Version", "2.0.0")
                .writeTo(aside));

        Files.write(jar, Arrays.copyOf(other, other.length / 2));
        lookTwice();
        assertThat(ids()).containsExactly("spare");

        Files.write(jar, other);
        lookTwice();
        assertThat(ids()).containsExactly("other");
        assertThat(only().bundle().version()).isEqualTo("2.0.0");
        assertThat(only().bundle().digest()).isEqualTo(digest(jar));
    }

    @Test
    void aJarMayBeReplacedByOneOfTheSameNameAndVersion() throws Exception {
        Path jar = strategy("org.example.spare", "spare").writeTo(plugins);
        String before = only().bundle().digest();
        replace(jar, strategy("org.example.spare", "other").writeTo(aside));
        lookTwice();
        assertThat(ids()).containsExactly("other");
        assertThat(only().bundle().digest()).isEqualTo(digest(jar)).isNotEqualTo(before);
    }

    @Test
    void aJarThatIsOnlyTouchedIsLeftAlone() throws Exception {
        Path jar = strategy("org.example.spare", "spare").writeTo(plugins);
        Object service = only().service();
        Files.setLastModifiedTime(jar, java.nio.file.attribute.FileTime.fromMillis(1_000_000));
        lookTwice();
        assertThat(only().service()).isSameAs(service);
    }

    @Test
    void whoHoldsASnapshotKeepsItsVersionWithTheClassesThatItHasNotLoadedYet() throws Exception {
        Path jar = TestBundle.named("org.example.lazy")
                .component(Lazy.class, "lazy", "")
                .writeTo(plugins);
        Catalog held = framework.snapshot();
        MemoryStrategy<?> service = (MemoryStrategy<?>) held.extensions().get(0).service();
        replace(jar, strategy("org.example.lazy", "spare").writeTo(aside));
        lookTwice();
        assertThat(ids()).containsExactly("spare");
        Files.delete(jar);
        lookTwice();
        assertThat(ids()).isEmpty();

        assertThatThrownBy(() -> service.open(null, null, null, null)).hasMessage("loaded when it was thrown");
        assertThat(held.ids(ExtensionKind.MEMORY_STRATEGY)).containsExactly("lazy");
    }

    @Test
    void whatNobodyHoldsIsUninstalled() throws Exception {
        Path jar = strategy("org.example.spare", "spare").writeTo(plugins);
        framework.source().look();
        assertThat(framework.bundles()).anyMatch(b -> "org.example.spare".equals(b.getSymbolicName()));
        Files.delete(jar);
        lookTwice();
        assertThat(framework.bundles()).noneMatch(b -> "org.example.spare".equals(b.getSymbolicName()));
    }

    @Test
    void twoBundlesWithOneIdAreRefusedWithBothNamesUntilOneGoes() throws Exception {
        strategy("org.example.one", "spare").writeTo(plugins);
        assertThat(ids()).containsExactly("spare");
        Path two = strategy("org.example.two", "spare").writeTo(plugins);
        lookTwice();
        assertThat(ids()).isEmpty();
        assertThat(framework.snapshot().unwired())
                .extracting(UnwiredBundle::name)
                .containsExactly("org.example.one 1.0.0 and org.example.two 1.0.0");
        Files.delete(two);
        lookTwice();
        assertThat(ids()).containsExactly("spare");
    }

    @Test
    void theSameBundleInAnotherFileIsRefusedUntilTheFirstGoes() throws Exception {
        Path jar = strategy("org.example.spare", "spare").writeTo(plugins);
        assertThat(ids()).containsExactly("spare");
        Files.copy(jar, plugins.resolve("twin.jar"));
        lookTwice();
        assertThat(framework.snapshot().unwired()).singleElement().satisfies(u -> {
            assertThat(u.name()).isEqualTo("twin.jar");
            assertThat(u.reason()).contains("another one with the name org.example.spare");
        });
        Files.delete(jar);
        lookTwice();
        assertThat(ids()).containsExactly("spare");
        assertThat(framework.snapshot().unwired()).isEmpty();
    }

    @Test
    void aBundleIsWiredWhenWhatItNeedsComesAndUnwiredWhenItGoes() throws Exception {
        strategy("org.example.spare", "spare").importing("org.example.library").writeTo(plugins);
        assertThat(ids()).isEmpty();
        Path library = TestBundle.named("org.example.library")
                .header("Export-Package", "org.example.library")
                .writeTo(plugins);
        lookTwice();
        assertThat(ids()).containsExactly("spare");
        Files.delete(library);
        lookTwice();
        assertThat(ids()).isEmpty();
        assertThat(framework.snapshot().unwired()).singleElement().satisfies(u -> assertThat(u.reason())
                .contains("needs the package org.example.library"));
    }

    @Test
    void aFolderThatGoesTakesItsJarsAndMayComeBack() throws Exception {
        strategy("org.example.spare", "spare").writeTo(plugins);
        assertThat(ids()).containsExactly("spare");
        Path elsewhere = temp.resolve("elsewhere");
        Files.move(plugins, elsewhere);
        lookTwice();
        assertThat(ids()).isEmpty();
        Files.move(elsewhere, plugins);
        lookTwice();
        assertThat(ids()).containsExactly("spare");
    }

    @Test
    void aFolderThatIsChosenLaterBringsItsJarsUntilItIsGivenUp() throws Exception {
        Path chosen = TestFramework.folder(temp, "chosen");
        strategy("org.example.spare", "spare").writeTo(chosen);
        Path wrong = Files.writeString(chosen.resolve("wrong.jar"), "no jar");
        assertThat(ids()).isEmpty();
        PluginFolderSource preferences = () -> List.of(chosen, plugins);
        framework.source().addFolders(preferences);
        lookTwice();
        assertThat(ids()).containsExactly("spare");
        assertThat(framework.snapshot().unwired())
                .extracting(UnwiredBundle::name)
                .containsExactly(wrong.getFileName().toString());
        framework.source().removeFolders(preferences);
        assertThat(framework.source().look()).isTrue();
        assertThat(ids()).isEmpty();
        assertThat(framework.snapshot().unwired()).isEmpty();
    }

    @Test
    void whoWatchesIsToldAfterTheChange() throws Exception {
        assertThat(ids()).isEmpty();
        BlockingQueue<List<String>> told = new LinkedBlockingQueue<>();
        try (CatalogSource.Watch watch = framework.source().watch(() -> told.add(ids()))) {
            assertThat(watch).isNotNull();
            Path jar = strategy("org.example.spare", "spare").writeTo(plugins);
            assertThat(told.poll(1, TimeUnit.MINUTES)).containsExactly("spare");
            Files.delete(jar);
            // What is told of the service that came may be one call or two.
            List<String> last = told.poll(1, TimeUnit.MINUTES);
            while (last != null && !last.isEmpty()) {
                last = told.poll(1, TimeUnit.MINUTES);
            }
            assertThat(last).isEmpty();
        }
    }
}
