// What Camunda 7's own libraries reach on the expression and the decision tables of expression_bench and dmn_bench, on one
// thread of a warm JVM. Run by bench/run with the class path that pom.xml gives.
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.impl.juel.ExpressionFactoryImpl;
import org.camunda.bpm.impl.juel.SimpleContext;
import org.camunda.bpm.impl.juel.jakarta.el.ExpressionFactory;
import org.camunda.bpm.impl.juel.jakarta.el.ValueExpression;

class Camunda7 {
    static final long MEASURED_NS = 2_000_000_000L;

    static void measure(String name, String unit, BooleanSupplier run) {
        for (int round = 0; round < 2; ++round) {  // the first one warms up
            long count = 0;
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < MEASURED_NS)
                for (int at = 0; at < 20; ++at, ++count)
                    if (!run.getAsBoolean()) throw new IllegalStateException(name + " gives the wrong value");
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (round == 1) System.out.printf("%-44s %10.0f %s/s%n", name, count / seconds, unit);
        }
    }

    static void juel() {
        ExpressionFactory factory = new ExpressionFactoryImpl();
        SimpleContext context = new SimpleContext();
        context.getELResolver().setValue(context, null, "amount", 150);
        context.getELResolver().setValue(context, null, "customer", Map.of("name", "Ada", "vip", true));
        ValueExpression expression =
            factory.createValueExpression(context, "${amount > 100 and customer.vip}", Object.class);
        measure("  Camunda 7's JUEL", "evaluations", () -> Boolean.TRUE.equals(expression.getValue(context)));
    }

    static void feel() {
        var engine = new ScalaFeelEngineFactory().createInstance();
        var variables = Variables.createVariables()
                            .putValue("amount", 150)
                            .putValue("customer", Map.of("name", "Ada", "vip", true))
                            .asVariableContext();
        measure("  Camunda 7's FEEL", "evaluations",
                () -> Boolean.TRUE.equals(engine.evaluateSimpleExpression("amount > 100 and customer.vip", variables)));
    }

    static String cell(String tag, String text) {
        return "<" + tag + "><text>" + text + "</text></" + tag + ">";
    }

    static String clause(String name, String type) {
        return "<input id='i" + name + "'><inputExpression typeRef='" + type + "'><text>" + name
            + "</text></inputExpression></input>";
    }

    static String table(int rules) {
        StringBuilder text = new StringBuilder(
            "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' id='m' name='m' namespace='b'>"
            + "<decision id='d0' name='d0'><decisionTable id='t' hitPolicy='UNIQUE'>" + clause("amount", "integer")
            + clause("kind", "string") + clause("country", "string") + "<output id='o' name='o' typeRef='double'/>");
        for (int rule = 0; rule < rules; ++rule)
            text.append("<rule id='r" + rule + "'>")
                .append(cell("inputEntry", "[" + rule * 10 + ".." + (rule * 10 + 10) + ")"))
                .append(cell("inputEntry", "\"gold\", \"silver\""))
                .append(cell("inputEntry", "not(\"AQ\")"))
                .append(cell("outputEntry", "amount * 0." + (rule % 9 + 1)))
                .append("</rule>");
        return text.append("</decisionTable></decision></definitions>").toString();
    }

    static void decisions(int rules) {
        DmnEngine engine = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
        byte[] model = table(rules).getBytes(StandardCharsets.UTF_8);
        DmnDecision decision = engine.parseDecision("d0", new ByteArrayInputStream(model));
        var inputs =
            Variables.createVariables().putValue("amount", rules * 5 + 1).putValue("kind", "silver").putValue("country", "FR");
        measure("  Camunda 7's DMN: table of " + rules + " rules", "decisions",
                () -> engine.evaluateDecisionTable(decision, inputs).getSingleEntry() != null);
    }

    public static void main(String[] arguments) {
        juel();
        feel();
        decisions(10);
        decisions(1000);
    }
}
