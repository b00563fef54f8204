package org.foliot.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.foliot.study.StudyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where Spark is found without being fetched. */
class SparkHomeTest {
    @TempDir
    private Path folder;

    private final List<String> news = new ArrayList<>();

    private Path spark(String name) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("jars"));
        Files.createFile(home.resolve("jars/spark-core_2.13-4.0.1.jar"));
        return home;
    }

    @Test
    void installationOfTheUserIsTaken() throws IOException {
        Path own = spark("own");

        assertThat(SparkHome.find(Map.of("SPARK_HOME", own.toString()), news::add))
                .isEqualTo(new SparkHome(own));
        assertThat(news).isEmpty();
    }

    @Test
    void installationOfTheUserThatIsNoneIsNotReplacedSilently() {
        assertThatThrownBy(() -> SparkHome.find(Map.of("SPARK_HOME", folder.toString()), news::add))
                .isInstanceOf(StudyException.class)
                .hasMessageContaining("SPARK_HOME is " + folder)
                .hasMessageContaining("unset it");
    }

    @Test
    void whatHasBeenFetchedIsTaken() throws IOException {
        Path fetched = spark("foliot/spark-" + SparkHome.VERSION);

        assertThat(SparkHome.find(Map.of("XDG_CACHE_HOME", folder.toString()), news::add))
                .isEqualTo(new SparkHome(fetched));
        assertThat(news).isEmpty();
    }
}
