// A worker as users write them, on the npm client: archives invoices; prints what it was given as one line of JSON for
// each task, which the test reads.
import { Client, Variables } from "camunda-external-task-client-js";

const client = new Client({
    baseUrl: process.argv[2],
    workerId: "invoice-archive",
    asyncResponseTimeout: 5000,
    interval: 10,
});

client.on("poll:error", (error) => console.error(`poll: ${error}`));
client.on("complete:error", (task, error) => console.error(`complete ${task.id}: ${error}`));
client.on("complete:success", (task) => console.log(JSON.stringify({ completed: task.id })));

client.subscribe("archiveService", { includeExtensionProperties: true }, async ({ task, taskService }) => {
    console.log(
        JSON.stringify({
            id: task.id,
            activity: task.activityId,
            instance: task.processInstanceId,
            businessKey: task.businessKey,
            properties: task.extensionProperties,
            variables: task.variables.getAll(),
            types: Object.fromEntries(
                Object.entries(task.variables.getAllTyped()).map(([name, typed]) => [name, typed.type]),
            ),
        }),
    );
    const results = new Variables();
    results.set("archived", true);
    results.setTyped("archive", { type: "Json", value: { shelf: 7 }, valueInfo: {} });
    await taskService.complete(task, results);
});
