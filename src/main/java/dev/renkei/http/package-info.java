/**
 * Raw HTTP for the places where the answer itself is the subject: status, headers and body as they came. RestAssured
 * stays in here.
 */
package dev.renkei.http;
