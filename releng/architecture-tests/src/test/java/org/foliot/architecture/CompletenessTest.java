package org.foliot.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A bundle that exists is built, has its floor, and is installed with the others. */
class CompletenessTest {
    private static final String PLUGIN = "<plugin id=\"(.*?)\"";

    /** What is of no use without the Eclipse workbench. */
    private static SortedSet<String> ofTheWorkbench() {
        return House.find("features/org.foliot.ide.feature/feature.xml", PLUGIN);
    }

    @Test
    void everyBundleIsBuilt() {
        assertThat(House.find("pom.xml", "<module>(?:bundles|dsl)/(.*?)</module>"))
                .containsAll(House.bundles());
    }

    @Test
    void everyBundleHasAFloor() {
        assertThat(House.bundles()).isNotEmpty().allMatch(Floors::isRoom);
    }

    @Test
    void theFeaturesInstallEveryBundle() {
        SortedSet<String> installed = House.find("features/org.foliot.feature/feature.xml", PLUGIN);
        assertThat(installed).doesNotContainAnyElementsOf(ofTheWorkbench());
        installed.addAll(ofTheWorkbench());
        assertThat(installed).isEqualTo(House.bundles());
    }

    @Test
    void theDistributionShipsEveryBundle() {
        SortedSet<String> shipped = House.find("releng/distribution/pom.xml", "<artifactId>(.*?)</artifactId>");
        SortedSet<String> expected = new TreeSet<>(House.bundles());
        expected.removeAll(ofTheWorkbench());
        assertThat(shipped).containsAll(expected).doesNotContainAnyElementsOf(ofTheWorkbench());
    }
}
