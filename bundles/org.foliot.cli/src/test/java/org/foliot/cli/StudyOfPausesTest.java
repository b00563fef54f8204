package org.foliot.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What studies say of a guest that is paused for {@code first + 2 second}, which is known without any run. */
class StudyOfPausesTest extends CommandLineFixture {
    private static final double MILLISECOND = 1e9;

    private static final String SCENARIO = """
            scenario pauses
            param first = 100 ms
            param second = 10 ms
            host src { cpus 1 scheduler round_robin }
            guest web on src { pvtime userspace }
            timeline {
                at 100 ms pause web for first
                at 400 ms pause web for second
                at 700 ms pause web for second
                at 1 s end
            }
            """;

    StudyOfPausesTest() {
        super(SmallCatalog.INSTALLED);
    }

    private JsonObject answers(String clauses) throws IOException {
        Path file = Files.writeString(
                folder.resolve("pauses.foliot"), SCENARIO + "study s of pauses {\n" + clauses + "\n}\n");
        assertThat(foliot("study", "--json", "-j", "2", file)).as(err()).isEqualTo(ExitCode.OK);
        return JsonParser.parseString(out())
                .getAsJsonObject()
                .getAsJsonArray("studies")
                .get(0)
                .getAsJsonObject();
    }

    private static double mean(JsonObject study, String measure) {
        return study.getAsJsonArray("points")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("measures")
                .getAsJsonObject(measure)
                .get("mean")
                .getAsDouble();
    }

    @Test
    void whatAddsUpCountsFromTheEndOfTheWarmUp() throws IOException {
        String measures = "measure paused = web.vcpu[0].paused\nmeasure length = web.elapsed\nrepeat 1";

        JsonObject whole = answers(measures);
        assertThat(mean(whole, "paused")).isEqualTo(120 * MILLISECOND);
        assertThat(mean(whole, "length")).isEqualTo(1000 * MILLISECOND);

        JsonObject warm = answers("warm up 300 ms\n" + measures);
        assertThat(mean(warm, "paused")).isEqualTo(20 * MILLISECOND);
        assertThat(mean(warm, "length")).isEqualTo(700 * MILLISECOND);

        JsonObject midst = answers("warm up 150 ms\n" + measures);
        assertThat(mean(midst, "paused")).isEqualTo((50 + 20) * MILLISECOND);
    }

    /** Of a linear function every elementary effect of a factor is its slope over the range. */
    @Test
    void morrisFindsTheSlopesOfALinearFunction() throws IOException {
        JsonArray axes = answers("""
                        vary first in 10 ms .. 110 ms
                        vary second in 10 ms .. 110 ms
                        measure paused = web.vcpu[0].paused
                        repeat 1
                        sensitivity of paused by morris 10
                        """).getAsJsonObject("sensitivity").getAsJsonArray("axes");

        checkEffect(axes.get(0).getAsJsonObject(), "first", 100 * MILLISECOND);
        checkEffect(axes.get(1).getAsJsonObject(), "second", 200 * MILLISECOND);
    }

    private static void checkEffect(JsonObject effect, String axis, double slope) {
        // The values that a design chooses have four digits.
        assertThat(effect.get("axis").getAsString()).isEqualTo(axis);
        assertThat(effect.get("mu").getAsDouble()).isCloseTo(slope, within(slope * 1e-3));
        assertThat(effect.get("mu_star").getAsDouble()).isCloseTo(slope, within(slope * 1e-3));
        assertThat(effect.get("sigma").getAsDouble()).isLessThan(slope * 1e-3);
    }

    /** The variance of {@code a + 2 b} over equal ranges is one part of a and four of b, and nothing of both together. */
    @Test
    void sobolApportionsTheVarianceOfALinearFunction() throws IOException {
        JsonArray axes = answers("""
                        vary first in 10 ms .. 110 ms
                        vary second in 10 ms .. 110 ms
                        measure paused = web.vcpu[0].paused
                        repeat 1
                        sensitivity of paused by sobol 256
                        """).getAsJsonObject("sensitivity").getAsJsonArray("axes");

        checkShare(axes.get(0).getAsJsonObject(), 0.2);
        checkShare(axes.get(1).getAsJsonObject(), 0.8);
    }

    private static void checkShare(JsonObject index, double share) {
        for (String kind : new String[] {"first", "total"}) {
            JsonObject found = index.getAsJsonObject(kind);
            assertThat(found.get("value").getAsDouble()).as(kind).isCloseTo(share, within(0.02));
            assertThat(found.get("low").getAsDouble()).as(kind).isLessThan(share);
            assertThat(found.get("high").getAsDouble()).as(kind).isGreaterThan(share);
        }
    }
}
