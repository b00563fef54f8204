package org.foliot.study;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.export.JsonDocument;
import org.foliot.program.study.Axis;
import org.foliot.program.study.Repetition;
import org.foliot.program.study.Study;
import org.foliot.program.study.StudyMeasure;
import org.foliot.program.study.StudyPoint;
import org.foliot.run.FoliotVersion;
import org.foliot.run.Measure;
import org.foliot.statistics.BatchMeans;
import org.foliot.statistics.Interval;
import org.foliot.statistics.MeanEstimate;
import org.foliot.statistics.Morris;
import org.foliot.statistics.QuantileSketch;
import org.foliot.statistics.Sobol;
import org.foliot.study.StudyAnswers.Difference;
import org.foliot.study.StudyAnswers.Influence;
import org.foliot.study.StudyAnswers.Verdict;

/**
 * The answers of studies as JSON: an object with {@code schema} and {@code studies}.
 *
 * <p>The same answers have the same bytes: keys and lists are in the order of the study, nothing depends on when, where or on how
 * many threads it was run. Values of measures are in the unit that the study's {@code measures} name, the smallest there is; what
 * cannot be said of so few runs is null.
 */
public final class StudyDocument {
    private final JsonWriter json;

    private StudyDocument(JsonWriter json) {
        this.json = json;
    }

    /** Writes the answers of studies; the writer stays open. */
    public static void write(List<StudyAnswers> studies, Writer out) throws IOException {
        JsonWriter json = JsonDocument.writer(out);
        json.beginObject();
        json.name("schema").value(JsonDocument.SCHEMA);
        json.name("foliot").value(FoliotVersion.get());
        json.name("studies").beginArray();
        for (StudyAnswers answers : studies) {
            new StudyDocument(json).study(answers);
        }
        json.endArray();
        json.endObject();
        JsonDocument.finish(json, out);
    }

    private void study(StudyAnswers answers) throws IOException {
        StudyResults results = answers.results();
        Study study = results.study();
        json.beginObject();
        json.name("name").value(study.name());
        json.name("scenario").value(study.scenario().name());
        json.name("origin").value(study.scenario().origin().orElse(null));
        json.name("documentation").value(study.documentation());
        json.name("complete").value(results.complete());
        json.name("runs").value(results.runs());
        conduct(study, results.origin());
        axes(study);
        json.name("points").beginArray();
        for (PointResult point : results.points()) {
            point(point, answers);
        }
        json.endArray();
        json.name("comparisons").beginArray();
        for (Study.Comparison comparison : study.comparisons()) {
            comparison(comparison, answers);
        }
        json.endArray();
        json.name("sensitivity");
        sensitivity(answers);
        json.name("expectations").beginArray();
        for (Verdict verdict : answers.verdicts()) {
            verdict(verdict);
        }
        json.endArray();
        json.endObject();
    }

    private void verdict(Verdict verdict) throws IOException {
        json.beginObject();
        json.name("text").value(verdict.claim().source().text());
        json.name("file").value(verdict.claim().source().file());
        json.name("line").value(verdict.claim().source().line());
        json.name("judged").value(verdict.judged());
        json.name("held");
        if (verdict.judged() == 0) {
            json.nullValue();
        } else {
            json.value(verdict.held());
        }
        json.name("at");
        if (verdict.where().isPresent()) {
            coordinates(verdict.where().get());
        } else {
            json.nullValue();
        }
        json.name("elsewhere").value(verdict.elsewhere());
        json.name("found").beginArray();
        for (Finding finding : verdict.found()) {
            json.beginObject();
            json.name("statistic").value(finding.statistic());
            json.name("n").value(finding.values());
            number("value", finding.value());
            json.endObject();
        }
        json.endArray();
        json.name("quantiles").beginArray();
        for (QuantileBasis quantile : verdict.quantiles()) {
            json.beginObject();
            json.name("statistic").value(quantile.statistic());
            json.name("at");
            coordinates(quantile.point());
            json.name("n").value(quantile.values());
            json.name("needed").value(quantile.needed());
            number("value", quantile.value());
            interval(quantile.interval());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private void conduct(Study study, StudyResults.Origin origin) throws IOException {
        Repetition repetition = study.repetition();
        json.name("seed").value(origin.seed());
        json.name("seeds").value(study.commonSeeds() ? "common" : "independent");
        json.name("antithetic").value(study.antithetic());
        json.name("replications").beginObject();
        json.name("least").value(repetition.least());
        json.name("most").value(repetition.most());
        json.endObject();
        json.name("batches").value(study.batches());
        json.name("warm_up_ps").value(study.warmUp().picoseconds());
        json.name("intervals").value(JsonDocument.word(study.intervals()));
        json.name("confidence_ppb").value(study.confidence());
        JsonDocument.bundles(json, origin.bundles(), ExtensionKind::title);
    }

    private void axes(Study study) throws IOException {
        json.name("axes").beginArray();
        for (Axis axis : study.axes()) {
            json.beginObject();
            json.name("name").value(axis.name());
            json.name("kind").value(JsonDocument.word(axis.kind()));
            json.endObject();
        }
        json.endArray();
        json.name("measures").beginArray();
        for (StudyMeasure measure : study.measures()) {
            json.beginObject();
            json.name("name").value(measure.name());
            json.name("unit").value(JsonDocument.unit(Measure.Kind.of(measure.unit())));
            json.endObject();
        }
        json.endArray();
    }

    private void point(PointResult point, StudyAnswers answers) throws IOException {
        List<StudyMeasure> measures = answers.results().study().measures();
        json.beginObject();
        json.name("at");
        coordinates(point.point());
        json.name("replications").value(point.replications().size());
        json.name("runs").value(point.runs());
        json.name("failed").value(point.failed());
        json.name("errors").beginArray();
        for (RunSummary broken : point.broken()) {
            json.value(broken.error().orElse(""));
        }
        json.endArray();
        json.name("measures").beginObject();
        for (int i = 0; i < measures.size(); i++) {
            json.name(measures.get(i).name());
            double[] values = point.values(i);
            Optional<MeanEstimate> estimate = answers.estimate(point, i);
            json.beginObject();
            json.name("n").value(values.length);
            number("mean", estimate.map(MeanEstimate::mean).orElse(values.length == 1 ? values[0] : Double.NaN));
            interval(estimate.map(MeanEstimate::interval));
            number("deviation", estimate.map(MeanEstimate::standardDeviation).orElse(Double.NaN));
            Optional<BatchMeans> batches = answers.batches(point, i);
            if (batches.isPresent()) {
                number("batch_correlation", batches.get().correlation());
                json.name("batches_correlated").value(batches.get().correlated());
            }
            json.endObject();
        }
        json.endObject();
        json.name("distributions").beginObject();
        for (String name : answers.results().study().distributions()) {
            QuantileSketch sketch = answers.distribution(point, name);
            json.name(name).beginObject();
            json.name("n").value(sketch.size());
            for (int i = 0; i < DistributionTables.NAMES.size(); i++) {
                json.name(DistributionTables.NAMES.get(i) + "_ps");
                if (sketch.size() == 0) {
                    json.nullValue();
                } else {
                    json.value(sketch.quantile(DistributionTables.PROBABILITIES.get(i)));
                }
            }
            json.endObject();
        }
        json.endObject();
        json.endObject();
    }

    /** The values of a point by axis, as a scenario writes them. */
    private void coordinates(StudyPoint point) throws IOException {
        json.beginObject();
        for (StudyPoint.Coordinate coordinate : point.coordinates()) {
            json.name(coordinate.axis().name()).value(coordinate.value().written());
        }
        json.endObject();
    }

    private void comparison(Study.Comparison comparison, StudyAnswers answers) throws IOException {
        Study study = answers.results().study();
        json.beginObject();
        json.name("measure").value(study.measures().get(comparison.measure()).name());
        json.name("by").value(study.variations().get(comparison.variation()).name());
        json.name("differences").beginArray();
        for (Difference difference : answers.differences(comparison)) {
            Optional<MeanEstimate> found = difference.difference().map(d -> d.difference());
            json.beginObject();
            json.name("at");
            coordinates(difference.point());
            json.name("against");
            coordinates(difference.base());
            json.name("n").value(found.map(MeanEstimate::size).orElse(0));
            number("mean", found.map(MeanEstimate::mean).orElse(Double.NaN));
            interval(found.map(MeanEstimate::interval));
            number("base_mean", difference.baseMean());
            number("p", difference.difference().map(d -> d.pValue()).orElse(Double.NaN));
            number("p_holm", difference.adjusted());
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private void sensitivity(StudyAnswers answers) throws IOException {
        Study study = answers.results().study();
        if (study.sensitivity().isEmpty()) {
            json.nullValue();
            return;
        }
        Study.Sensitivity asked = study.sensitivity().get();
        json.beginObject();
        json.name("measure").value(study.measures().get(asked.measure()).name());
        json.name("method").value(JsonDocument.word(asked.method()));
        json.name("size").value(asked.size());
        json.name("axes").beginArray();
        for (Influence influence : answers.influences()) {
            json.beginObject();
            json.name("axis").value(influence.variation());
            if (influence.morris().isPresent()) {
                Morris.Effect effect = influence.morris().get();
                number("mu_star", effect.muStar());
                number("mu", effect.mu());
                number("sigma", effect.sigma());
            }
            if (influence.sobol().isPresent()) {
                Sobol.Index index = influence.sobol().get();
                index("first", index.first(), index.firstInterval());
                index("total", index.total(), index.totalInterval());
            }
            json.endObject();
        }
        json.endArray();
        json.endObject();
    }

    private void index(String name, double value, Interval interval) throws IOException {
        json.name(name).beginObject();
        number("value", value);
        interval(Optional.of(interval));
        json.endObject();
    }

    private void interval(Optional<Interval> interval) throws IOException {
        number("low", interval.map(Interval::lower).orElse(Double.NaN));
        number("high", interval.map(Interval::upper).orElse(Double.NaN));
    }

    private void number(String name, double value) throws IOException {
        json.name(name);
        if (Double.isFinite(value)) {
            json.value(value);
        } else {
            json.nullValue();
        }
    }
}
