package org.foliot.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A bundle that exists is built, has its floor, and is installed with the others. */
class CompletenessTest {
    private static final String PLUGIN = "<plugin id=\"(.*?)\"";

    /** What is our product alone; another Eclipse has a name and a picture of its own. */
    private static final String PRODUCT = "org.foliot.ide";

    /** What is of no use without the Eclipse workbench. */
    private static SortedSet<String> ofTheWorkbench() {
        SortedSet<String> bundles = new TreeSet<>(listed("org.foliot.ide.feature"));
        bundles.add(PRODUCT);
        return bundles;
    }

    private static SortedSet<String> listed(String feature) {
        return House.find("features/" + feature + "/feature.xml", PLUGIN);
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
    void theFeaturesInstallEveryBundleOnce() {
        List<String> installed = new ArrayList<>();
        for (String feature : List.of("org.foliot.feature", "org.foliot.cli.feature", "org.foliot.ide.feature")) {
            installed.addAll(listed(feature));
        }
        installed.add(PRODUCT);
        assertThat(installed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(House.bundles());
    }

    @Test
    void theDistributionShipsEveryBundle() {
        SortedSet<String> shipped = House.find("releng/distribution/pom.xml", "<artifactId>(.*?)</artifactId>");
        SortedSet<String> expected = new TreeSet<>(House.bundles());
        expected.removeAll(ofTheWorkbench());
        assertThat(shipped).containsAll(expected).doesNotContainAnyElementsOf(ofTheWorkbench());
    }
}
