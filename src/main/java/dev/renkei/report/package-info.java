/**
 * What runs leave behind: one line per result as it comes, run.json and proof.json at the end, the console and Allure's labels, and
 * from the runs of all platforms and nights, merged, one report with what changed. It is handed results and knows neither how they
 * were judged nor any client that they were gained with.
 */
package dev.renkei.report;
