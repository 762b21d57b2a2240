"""The dashboard: pages on the newest snapshot, as a pure ASGI application. It opens no socket and reads no environment.

Every page is a function of ``pages`` that asks queries of ``queries/*.sql`` and the trends and returns plain data; a
template of the same name shows them as HTML, ``?format=json`` (or an ``Accept: application/json``) as JSON.
"""
